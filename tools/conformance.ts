/**
 * The deep suite: crash rounds, the control plane's tests again on PostgreSQL, and the browser against the running
 * product. Installs nothing; says what it lacks. With CI=true something missing is a failure.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { lintDeployment } from './lint-deployment.ts'
import { officialValidator } from './official-validator.ts'
import { startPostgres } from './postgres-server.ts'

const root = path.resolve(import.meta.dirname, '..')
const CHROMIUM = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'

function run(title: string, args: readonly string[], variables: Readonly<Record<string, string>> = {}): void {
  console.log(`\n--- ${title}`)
  const result = spawnSync(process.execPath, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...variables },
  })
  if (result.status !== 0)
    throw new Error(`${title}: failed with ${result.status ?? result.signal ?? 'no status'}`)
}

function missing(what: string): void {
  if (process.env['CI']) throw new Error(`${what} is missing; the deep suite needs it.`)
  console.log(`\n--- ${what} is missing: that part was not run.`)
}

if (spawnSync('python3', ['--version']).status !== 0)
  missing('Python 3, which recomputes a bill of a million lines,')

// A second opinion on verdicts that the ordinary tests hold: nothing depends on it.
if (officialValidator() === undefined)
  console.log('\n--- Python 3.12 is missing: the official FOCUS validator was not asked.')

const vitest = path.join(root, 'node_modules/vitest/vitest.mjs')
run('crash rounds and third-party data', [vitest, 'run', '--config', 'vitest.conformance.config.ts'])

console.log('\n--- deployment files')
if (!lintDeployment()) missing('Python')

const postgres = await startPostgres()
if (postgres === undefined) {
  missing('PostgreSQL')
} else {
  try {
    run(
      'the control plane and the services on PostgreSQL',
      [vitest, 'run', 'packages/store', 'packages/warehouse/src/lake', 'apps/api', 'apps/pipeline'],
      {
        TEST_DATABASE_URL: postgres.url,
      },
    )
    run(
      'many processes on PostgreSQL',
      [vitest, 'run', '--config', 'vitest.conformance.config.ts', 'postgres.conformance'],
      { TEST_DATABASE_URL: postgres.url },
    )
  } finally {
    await postgres.stop()
  }
}

if (existsSync(CHROMIUM)) run('the browser', ['tools/browser-suite.ts'], { CHROMIUM_PATH: CHROMIUM })
else missing('Chromium')
