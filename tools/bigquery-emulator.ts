import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'
import { freePort } from './free-port.ts'

const MODULE = 'github.com/goccy/bigquery-emulator'
const VERSION = 'v0.8.1'
const READY_SECONDS = 60
const EMULATOR_PROJECT = 'test'

export type BigQueryEmulator = { readonly url: string; stop(): Promise<void> }

/** Where Go programs built for checks are kept, outside the repository: building this one takes minutes, once. */
function cacheFolder(): string {
  const base = process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache')
  return path.join(base, 'cloudact', `bigquery-emulator-${VERSION}`)
}

/**
 * Builds the emulator unless that has been done. By a module that requires exactly this version: `go install` of a
 * version asks the module proxy for all others first, which not every proxy answers. Undefined without Go.
 */
function build(): string | undefined {
  const folder = cacheFolder()
  const program = path.join(
    folder,
    process.platform === 'win32' ? 'bigquery-emulator.exe' : 'bigquery-emulator',
  )
  if (existsSync(program)) return program
  if (spawnSync('go', ['version']).status !== 0) return undefined
  console.log(`\n--- building the BigQuery emulator ${VERSION} (once; it takes some minutes)`)
  mkdirSync(folder, { recursive: true })
  writeFileSync(
    path.join(folder, 'go.mod'),
    `module conformance\n\ngo 1.24\n\nrequire ${MODULE} ${VERSION}\n`,
  )
  writeFileSync(
    path.join(folder, 'tools.go'),
    `package main\n\nimport _ "${MODULE}/cmd/bigquery-emulator"\n\nfunc main() {}\n`,
  )
  const env = { ...process.env, GOFLAGS: '-mod=mod', GOBIN: folder, CGO_ENABLED: '0' }
  const built = spawnSync('go', ['install', `${MODULE}/cmd/bigquery-emulator`], {
    cwd: folder,
    env,
    stdio: 'inherit',
  })
  if (built.status !== 0) throw new Error('The BigQuery emulator could not be built.')
  return program
}

/** Starts a throw-away emulator on loopback, in memory. Undefined on a host without Go. */
export async function startBigQueryEmulator(): Promise<BigQueryEmulator | undefined> {
  const program = build()
  if (program === undefined) return undefined
  const [port, grpcPort] = [await freePort(), await freePort()]
  const emulator = spawn(
    program,
    [`--project=${EMULATOR_PROJECT}`, '--host=127.0.0.1', `--port=${port}`, `--grpc-port=${grpcPort}`],
    { stdio: 'ignore' },
  )
  const closed = new Promise<void>((resolve) => emulator.once('close', () => resolve()))
  const url = `http://127.0.0.1:${port}`
  const deadline = Date.now() + READY_SECONDS * 1000
  while (!(await answers(url))) {
    if (Date.now() > deadline || emulator.exitCode !== null)
      throw new Error('The BigQuery emulator did not start.')
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  return {
    url,
    async stop() {
      emulator.kill('SIGKILL')
      await closed
    },
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/bigquery/v2/projects/${EMULATOR_PROJECT}/datasets`)).ok
  } catch {
    return false
  }
}
