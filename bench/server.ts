import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'

const ROOT = path.resolve(import.meta.dirname, '..')
const ROOT_KEY = 'bench-root-key-0123456789abcdef0123456789abcdef'
const READY_SECONDS = 60
const STOP_SECONDS = 30
/** The metric is the time between two looks at the clock, which are this far apart when nothing delays them. */
const SAMPLING_MILLISECONDS = 10

/** A CloudAct server (api + pipeline, no web) in a process of its own, so that its memory can be read. */
export type BenchServer = {
  readonly readyMilliseconds: number
  /** Where the api service listens. */
  readonly port: number
  call<Result>(method: string, route: string, body?: unknown): Promise<Result>
  /** Resident memory now, in megabytes. */
  residentMb(): number
  /** Highest resident memory since the start, in megabytes. */
  peakMb(): number
  /** Processor time since the start, in seconds: what a busy machine does not distort as it does elapsed time. */
  processorSeconds(): number
  /** Delays of the event loop since it was last asked, in milliseconds, without the interval it is sampled at. */
  eventLoopDelay(): Promise<{ readonly p99: number; readonly highest: number }>
  stop(): Promise<void>
}

async function freePort(): Promise<number> {
  return await new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })
}

function statusField(child: ChildProcess, field: string): number {
  const text = readFileSync(`/proc/${child.pid ?? 0}/status`, 'utf8')
  return Number(new RegExp(`${field}:\\s+(\\d+)`).exec(text)?.[1] ?? Number.NaN) / 1024
}

/** User and system ticks of `/proc/<pid>/stat`; the kernel counts 100 a second. */
function processorSeconds(child: ChildProcess): number {
  const text = readFileSync(`/proc/${child.pid ?? 0}/stat`, 'utf8')
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}

export async function startServer(
  dataFolder: string,
  variables: Readonly<Record<string, string>> = {},
  words: readonly string[] = ['--without-web'],
): Promise<BenchServer> {
  const [api, pipeline] = [await freePort(), await freePort()]
  const begun = performance.now()
  const child = spawn(process.execPath, ['apps/cloudact/src/main.ts', 'start', ...words], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      PORT_API: String(api),
      PORT_PIPELINE: String(pipeline),
      CLOUDACT_DATA_DIR: dataFolder,
      CLOUDACT_DEMO: 'off',
      CA_ROOT_API_KEY: ROOT_KEY,
      RATE_LIMIT_ENABLED: 'false',
      ...variables,
    },
  })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-20_000)))
  child.stderr.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-20_000)))
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const base = `http://127.0.0.1:${api}`
  for (;;) {
    const ready = await fetch(`${base}/health/ready`).then(
      (response) => response.status === 200,
      () => false,
    )
    if (ready) break
    if (child.exitCode !== null || performance.now() - begun > READY_SECONDS * 1000)
      throw new Error(`The server did not start:\n${output}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  return {
    readyMilliseconds: performance.now() - begun,
    port: api,
    async call<Result>(method: string, route: string, body?: unknown): Promise<Result> {
      const response = await fetch(`${base}${route}`, {
        method,
        headers: {
          'x-ca-root-key': ROOT_KEY,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const text = await response.text()
      if (!response.ok)
        throw new Error(`${method} ${route}: ${response.status} ${text}\n${output.slice(-3000)}`)
      return JSON.parse(text) as Result
    },
    residentMb: () => statusField(child, 'VmRSS'),
    peakMb: () => statusField(child, 'VmHWM'),
    processorSeconds: () => processorSeconds(child),
    async eventLoopDelay() {
      const response = await fetch(`${base}/metrics`, { headers: { 'x-ca-root-key': ROOT_KEY } })
      const text = await response.text()
      const read = (name: string): number =>
        Number(
          new RegExp(`^nodejs_eventloop_lag_${name}_seconds(?:\\{[^}]*\\})? (\\S+)`, 'm').exec(text)?.[1] ??
            Number.NaN,
        ) *
          1000 -
        SAMPLING_MILLISECONDS
      return { p99: read('p99'), highest: read('max') }
    },
    async stop() {
      child.kill('SIGINT')
      const late = setTimeout(() => child.kill('SIGKILL'), STOP_SECONDS * 1000)
      await closed
      clearTimeout(late)
      if (child.signalCode === 'SIGKILL')
        throw new Error(`The server did not stop within ${STOP_SECONDS} s:\n${output}`)
    },
  }
}
