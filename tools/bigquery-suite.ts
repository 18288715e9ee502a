/**
 * Everything that drives the BigQuery emulator, which Go builds on first use. A suite of its own: building takes minutes,
 * and what the emulator cannot show is in docs/bigquery.md. Arguments choose files by a part of their path.
 */
import { spawnSync } from 'node:child_process'
import { globSync } from 'node:fs'
import path from 'node:path'
import { startBigQueryEmulator } from './bigquery-emulator.ts'

const root = path.resolve(import.meta.dirname, '..')
const vitest = path.join(root, 'node_modules/vitest/vitest.mjs')
const chosen = process.argv.slice(2)
const files = globSync('{packages,apps}/*/src/**/*.emulator.test.ts', { cwd: root })
  .filter((file) => chosen.length === 0 || chosen.some((part) => file.includes(part)))
  .sort()
const started = performance.now()

// A fresh emulator for every file: it slows down with what it holds.
for (const file of files) {
  const emulator = await startBigQueryEmulator()
  if (emulator === undefined) throw new Error('Go is missing; it builds the BigQuery emulator.')
  const before = performance.now()
  try {
    const args = [vitest, 'run', '--config', 'vitest.bigquery.config.ts', '--reporter', 'dot', file]
    const env = { ...process.env, BIGQUERY_EMULATOR_URL: emulator.url }
    const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', env })
    if (status !== 0) throw new Error(`${file} failed with ${String(status)}`)
  } finally {
    await emulator.stop()
  }
  console.log(`--- ${file}: ${secondsSince(before)} s`)
}
console.log(`--- ${files.length} files on the BigQuery emulator: ${secondsSince(started)} s`)

function secondsSince(start: number): number {
  return Math.round((performance.now() - start) / 1000)
}
