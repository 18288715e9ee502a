import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const MAIN = path.resolve(import.meta.dirname, '../main.ts')
const DEADLINE_SECONDS = 60

export const ROOT_KEY = 'root-key-of-the-product-tests-0123456789'

export type Answer = { readonly status: number; readonly body: Record<string, unknown> }

/** The product as an operator starts it: a process, its output, and its two addresses. */
export type Product = {
  readonly output: () => string
  /** Resolves with the exit code, null after a signal. */
  readonly ended: Promise<number | null>
  /** Calls as the operator; `{body: {}}` when the answer is no JSON. */
  call(
    service: 'api' | 'pipeline',
    method: string,
    route: string,
    body?: object,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer>
  kill(signal: NodeJS.Signals): void
}

export async function freePorts(): Promise<Record<'PORT_WEB' | 'PORT_API' | 'PORT_PIPELINE', string>> {
  const servers = [createServer(), createServer(), createServer()]
  const ports = await Promise.all(
    servers.map(async (server) => {
      await once(server.listen(0, '127.0.0.1'), 'listening')
      return (server.address() as AddressInfo).port
    }),
  )
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  const [web = 0, api = 0, pipeline = 0] = ports
  return { PORT_WEB: String(web), PORT_API: String(api), PORT_PIPELINE: String(pipeline) }
}

/** Runs one command of the command line to its end, as an operator would beside the product. */
export async function runCommand(
  words: readonly string[],
  variables: Readonly<Record<string, string>>,
): Promise<{ readonly code: number | null; readonly output: string }> {
  const child = launch(words, variables)
  const output = outputOf(child)
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { code, output: output() }
}

/** Nothing of this process's own settings reaches it. */
function launch(words: readonly string[], variables: Readonly<Record<string, string>>): ChildProcess {
  const { PATH = '', HOME = '', TMPDIR = '' } = process.env
  return spawn(process.execPath, [MAIN, ...words], {
    env: {
      PATH,
      HOME,
      ...(TMPDIR && { TMPDIR }),
      CLOUDACT_DEMO: 'off',
      CA_ROOT_API_KEY: ROOT_KEY,
      ...variables,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/** What it printed so far. */
function outputOf(child: ChildProcess): () => string {
  let output = ''
  child.stdout?.on('data', (chunk) => (output += String(chunk)))
  child.stderr?.on('data', (chunk) => (output += String(chunk)))
  return () => output
}

/** Starts `cloudact start --without-web`, or with other words, without waiting for it. */
export function startProduct(
  variables: Readonly<Record<string, string>>,
  words: readonly string[] = ['--without-web'],
): Product {
  const child = launch(['start', ...words], variables)
  const output = outputOf(child)
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  return {
    output,
    ended,
    async call(service, method, route, body, headers = { 'x-ca-root-key': ROOT_KEY }) {
      const port = service === 'api' ? variables.PORT_API : variables.PORT_PIPELINE
      const response = await fetch(`http://127.0.0.1:${port ?? ''}${route}`, {
        method,
        headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
        ...(body && { body: JSON.stringify(body) }),
      })
      const text = await response.text()
      return { status: response.status, body: text.startsWith('{') ? JSON.parse(text) : {} }
    },
    kill: (signal) => void child.kill(signal),
  }
}

/** Polls until `probe` gives something. Throws what it said last when it does not within so many seconds. */
export async function until<Found>(
  probe: () => Promise<Found | undefined>,
  seconds = DEADLINE_SECONDS,
): Promise<Found> {
  const deadline = Date.now() + seconds * 1_000
  for (let last: unknown; ;) {
    try {
      const found = await probe()
      if (found !== undefined) return found
    } catch (error) {
      last = error
    }
    if (Date.now() > deadline) throw new Error('What was waited for did not happen.', { cause: last })
    await pause(50)
  }
}

/** Resolves once its services serve; throws with the output when the product ends first. */
export async function ready(
  product: Product,
  services: readonly ('api' | 'pipeline')[] = ['api', 'pipeline'],
): Promise<void> {
  const gone = product.ended.then((code) => {
    throw new Error(`The product ended with ${String(code)}: ${product.output()}`)
  })
  await Promise.race([
    gone,
    until(async () => {
      const answers = await Promise.all(
        services.map((service) => product.call(service, 'GET', '/health/ready')),
      )
      return answers.every(({ status }) => status === 200) ? true : undefined
    }),
  ])
}
