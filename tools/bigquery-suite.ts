/**
 * The BigQuery adapter on its emulator, which Go builds on first use. A suite of its own: building takes some minutes, and
 * what the emulator cannot show is in docs/bigquery.md.
 */
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { startBigQueryEmulator } from './bigquery-emulator.ts'

const root = path.resolve(import.meta.dirname, '..')
const FOLDER = path.join(root, 'packages/warehouse/src/bigquery')
const vitest = path.join(root, 'node_modules/vitest/vitest.mjs')

// A fresh emulator for every file: it slows down with what it holds.
for (const file of readdirSync(FOLDER).filter((name) => name.endsWith('.emulator.test.ts'))) {
  const emulator = await startBigQueryEmulator()
  if (emulator === undefined) throw new Error('Go is missing; it builds the BigQuery emulator.')
  try {
    console.log(`\n--- ${file}`)
    const args = [vitest, 'run', '--config', 'vitest.bigquery.config.ts', path.join(FOLDER, file)]
    const env = { ...process.env, BIGQUERY_EMULATOR_URL: emulator.url }
    const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', env })
    if (status !== 0) throw new Error(`${file} failed with ${String(status)}`)
  } finally {
    await emulator.stop()
  }
}
