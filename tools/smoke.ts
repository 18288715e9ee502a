/**
 * Drives `npm start` from outside, as a person would: an empty data folder, the printed address and sign-in, the demo
 * dashboard through the web port, then Ctrl-C. Every wait has a deadline; nothing is left running.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { freePort } from './free-port.ts'

const root = path.resolve(import.meta.dirname, '..')
const READY_SECONDS = 240
const STOP_SECONDS = 10

function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(message)
}

const folder = mkdtempSync(path.join(tmpdir(), 'cloudact-smoke-'))
const [web, api, pipeline] = [await freePort(), await freePort(), await freePort()]
const base = `http://127.0.0.1:${web}`
const started = Date.now()
const seconds = (): string => ((Date.now() - started) / 1000).toFixed(1)

const child = spawn('npm', ['start', '--silent'], {
  cwd: root,
  detached: true,
  stdio: ['ignore', 'pipe', 'pipe'],
  env: {
    ...process.env,
    PORT_WEB: String(web),
    PORT_API: String(api),
    PORT_PIPELINE: String(pipeline),
    HOST: '127.0.0.1',
    CLOUDACT_DATA_DIR: folder,
  },
})
let output = ''
child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
let ended: number | null | undefined
const closed = new Promise<void>((resolve) =>
  child.once('close', (code) => {
    ended = code
    resolve()
  }),
)

async function until<Value>(what: string, probe: () => Promise<Value | undefined>): Promise<Value> {
  while (Date.now() - started < READY_SECONDS * 1000) {
    if (ended !== undefined)
      throw new Error(`npm start ended with ${String(ended)} while waiting for ${what}`)
    const value = await probe().catch(() => undefined)
    if (value !== undefined) return value
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  throw new Error(`${what} did not happen within ${READY_SECONDS} s`)
}

try {
  const health = await until('a loaded demo', async () => {
    const response = await fetch(`http://127.0.0.1:${api}/health`)
    const body = (await response.json()) as { demo?: string }
    return body.demo === 'ready' ? body : undefined
  })
  assert(health.demo === 'ready', 'health does not say demo: ready')
  const signIn = await until(
    'the printed sign-in',
    async () => /e-mail\s+(\S+)[\s\S]*?password\s+(\S+)/i.exec(output) ?? undefined,
  )
  await until('the web page', async () => ((await fetch(base)).status === 200 ? true : undefined))
  console.log(`ready after ${seconds()} s`)

  const session = await fetch(`${base}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: base },
    body: JSON.stringify({ email: signIn[1], password: signIn[2] }),
  })
  assert(session.status === 200, `sign-in answered ${session.status}: ${await session.text()}`)
  const cookie = session.headers
    .getSetCookie()
    .map((value) => value.split(';')[0])
    .join('; ')
  const me = (await (await fetch(`${base}/api/v1/me`, { headers: { cookie } })).json()) as {
    organizations: { org_slug: string }[]
  }
  const org = me.organizations[0]?.org_slug
  assert(org, 'the demo person has no organization')

  const overview = (await (
    await fetch(`${base}/api/v1/costs/${org}/overview`, { headers: { cookie } })
  ).json()) as {
    currencies: { currency: string; amount: string }[]
    by_provider: { key: string }[]
  }
  assert(
    overview.currencies.some((entry) => Number(entry.amount) > 0),
    'the demo dashboard shows no spend',
  )
  const providers = new Set(overview.by_provider.map((entry) => entry.key))
  assert(providers.size >= 2, `the demo shows ${[...providers].join(', ')} only`)
  const page = await fetch(`${base}/${org}/dashboard`, { headers: { cookie } })
  assert(page.status === 200, `the dashboard page answered ${page.status}`)
  assert(
    (await fetch(`${base}/api/v1/costs/${org}/overview`)).status === 401,
    'costs are readable without a key',
  )
  console.log(
    `dashboard of ${org}: ${JSON.stringify(overview.currencies.map(({ currency, amount }) => `${amount} ${currency}`))}`,
  )

  const stopAsked = Date.now()
  process.kill(-(child.pid ?? 0), 'SIGINT')
  await Promise.race([
    closed,
    new Promise((_, reject) =>
      setTimeout(() => reject(new Error(`not stopped within ${STOP_SECONDS} s`)), STOP_SECONDS * 1000),
    ),
  ])
  console.log(`stopped in ${((Date.now() - stopAsked) / 1000).toFixed(1)} s`)
  console.log('1 passed, 0 failed')
} catch (error) {
  console.error(output.slice(-6000))
  throw error
} finally {
  if (ended === undefined && child.pid) {
    try {
      process.kill(-child.pid, 'SIGKILL')
    } catch {
      // Already gone between the check and the signal.
    }
    await closed
  }
  rmSync(folder, { recursive: true, force: true })
}
