/**
 * The web application in Chromium against the whole product: `npm start` on an empty data folder, with the provider
 * registry pointing OpenAI at a simulator so that a newly made organization can run its pipeline. Words after the
 * command choose test files by name.
 */
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startOpenAiSimulator } from '@cloudact/simulators/openai/server'
import { freePort } from './free-port.ts'

const root = path.resolve(import.meta.dirname, '..')
const ADMIN_KEY = 'sk-admin-browser-0123456789abcdef0123456789abcdef'
const READY_SECONDS = 240

const folder = mkdtempSync(path.join(tmpdir(), 'cloudact-browser-'))
const simulator = await startOpenAiSimulator({ adminKeys: [ADMIN_KEY] })
const overlay = path.join(folder, 'overlay')
mkdirSync(path.join(overlay, 'system'), { recursive: true })
writeFileSync(
  path.join(overlay, 'system/providers.yml'),
  `providers:\n  openai: { api_base_url: '${simulator.url}' }\n`,
)

// The tests themselves are the mail server, so that they can read what was sent.
const [web, api, pipeline, smtp] = [await freePort(), await freePort(), await freePort(), await freePort()]
const base = `http://127.0.0.1:${web}`
const server = spawn(process.execPath, ['apps/cloudact/src/main.ts', 'start'], {
  cwd: root,
  stdio: ['ignore', 'pipe', 'pipe'],
  env: {
    ...process.env,
    PORT_WEB: String(web),
    PORT_API: String(api),
    PORT_PIPELINE: String(pipeline),
    CLOUDACT_PUBLIC_URL: base,
    CLOUDACT_DATA_DIR: path.join(folder, 'data'),
    CLOUDACT_CONFIG_DIR: overlay,
    SMTP_HOST: '127.0.0.1',
    SMTP_PORT: String(smtp),
  },
})
let output = ''
server.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
server.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
const closed = new Promise<void>((resolve) => server.once('close', () => resolve()))

try {
  const deadline = Date.now() + READY_SECONDS * 1000
  while (!output.includes('The demo organization is complete')) {
    if (server.exitCode !== null || Date.now() > deadline)
      throw new Error(`The product did not start:\n${output}`)
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  // Not spawnSync: the simulator answers from this process while the browser runs.
  const browser = spawn(
    process.execPath,
    [
      path.join(root, 'node_modules/@playwright/test/cli.js'),
      'test',
      '-c',
      'apps/web/playwright.config.ts',
      ...process.argv.slice(2),
    ],
    {
      cwd: root,
      stdio: 'inherit',
      env: {
        ...process.env,
        BASE_URL: base,
        E2E_OPENAI_ADMIN_KEY: ADMIN_KEY,
        E2E_SMTP_PORT: String(smtp),
      },
    },
  )
  const status = await new Promise<number | null>((resolve) => browser.once('close', resolve))
  if (status !== 0) {
    console.error(output.slice(-5000))
    process.exitCode = 1
  }
} finally {
  server.kill('SIGINT')
  await closed
  await simulator.close()
  rmSync(folder, { recursive: true, force: true })
}
