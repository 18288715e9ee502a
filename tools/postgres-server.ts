import { spawn, spawnSync } from 'node:child_process'
import { chownSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { freePort } from './free-port.ts'

const PACKAGES = '/usr/lib/postgresql'
const READY_SECONDS = 30

export type PostgresServer = { readonly url: string; stop(): Promise<void> }

/** Folder of the newest installed server's programs, where the distribution puts them. */
function binaryFolder(): string | undefined {
  try {
    const versions = readdirSync(PACKAGES).filter((name) => Number(name) >= 15)
    const newest = versions.sort((a, b) => Number(b) - Number(a))[0]
    return newest === undefined ? undefined : path.join(PACKAGES, newest, 'bin')
  } catch {
    return undefined
  }
}

/** PostgreSQL refuses to run as root; under root it gets the account its package made. */
function account(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const id = (flag: string): number =>
    Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout.trim())
  return { uid: id('-u'), gid: id('-g') }
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  try {
    await client.connect()
    await client.end()
    return true
  } catch {
    return false
  }
}

/** Starts a throw-away server on loopback. Undefined when no PostgreSQL ≥ 15 is installed. */
export async function startPostgres(): Promise<PostgresServer | undefined> {
  const binaries = binaryFolder()
  if (binaries === undefined) return undefined
  const folder = mkdtempSync(path.join(tmpdir(), 'cloudact-postgres-'))
  const owner = account()
  if (owner !== undefined) chownSync(folder, owner.uid, owner.gid)
  const data = path.join(folder, 'data')
  const made = spawnSync(
    path.join(binaries, 'initdb'),
    [
      '--pgdata',
      data,
      '--username',
      'cloudact',
      '--auth',
      'trust',
      '--encoding',
      'UTF8',
      '--locale',
      'C.UTF-8',
    ],
    { ...owner, cwd: folder, encoding: 'utf8' },
  )
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`)
  const port = await freePort()
  const server = spawn(
    path.join(binaries, 'postgres'),
    [
      '-D',
      data,
      '-p',
      String(port),
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      `unix_socket_directories=${folder}`,
      '-c',
      'max_connections=300',
    ],
    { ...owner, cwd: folder, stdio: 'ignore' },
  )
  const closed = new Promise<void>((resolve) => server.once('close', () => resolve()))
  const url = `postgres://cloudact@127.0.0.1:${port}/postgres`
  const deadline = Date.now() + READY_SECONDS * 1000
  while (!(await answers(url))) {
    if (Date.now() > deadline || server.exitCode !== null) throw new Error('PostgreSQL did not start.')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return {
    url,
    async stop() {
      server.kill('SIGINT')
      await closed
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
