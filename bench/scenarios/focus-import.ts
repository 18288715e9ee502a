import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { syntheticFocusSelect } from '@cloudact/simulators/focus/synthetic-focus-select'
import { atLeast, atMost, type Figure, plain } from '../figures.ts'
import { startServer } from '../server.ts'
import { onboard, runToEnd } from './organization.ts'

/** A month of FOCUS 1.2 in Parquet through the whole import: read, convert, ledger, rollups, comparison. */
export async function focusImport(rows: number): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'cloudact-bench-'))
  try {
    const files = path.join(folder, 'files')
    mkdirSync(files)
    await writeMonth(path.join(files, 'focus.parquet'), rows)
    const server = await startServer(path.join(folder, 'data'), { CLOUDACT_IMPORT_DIRS: files })
    try {
      await onboard(server, 'bench_focus')
      await server.call('POST', '/api/v1/integrations/bench_focus/focus/setup', {
        credential: {},
        credential_name: 'bench files',
        metadata: { source: 'path', path: files },
      })
      const before = server.processorSeconds()
      const { seconds, steps } = await runToEnd(server, 'bench_focus', 'cloud/focus/import', {
        start: '2026-01-01',
        end: '2026-02-01',
      })
      const busy = server.processorSeconds() - before
      const ingest = (steps.find((step) => step.step_name.startsWith('Read'))?.duration_ms ?? 0) / 1000
      return [
        atLeast(`FOCUS Parquet read, ${rows.toLocaleString('en-US')} rows`, rows / ingest, 500_000, 'rows/s'),
        plain('  to FOCUS 1.3, end to end', rows / seconds, 'rows/s'),
        ...steps.map((step) => plain(`  step ${step.step_name}`, (step.duration_ms ?? 0) / 1000, 's')),
        plain('  processor time', busy, 's'),
        plain('  rows per second of processor time', rows / busy, 'rows'),
        atMost('  highest resident memory', server.peakMb(), 1_536, 'MB'),
      ]
    } finally {
      await server.stop()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function writeMonth(file: string, rows: number): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: '2GB', threads: '2' })
  const connection = await instance.connect()
  await connection.run("SET TimeZone = 'UTC'; SET preserve_insertion_order = false")
  const select = syntheticFocusSelect({ rows, month: '2026-01' })
  await connection.run(
    `COPY (${select}) TO '${file}' (FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE 250000)`,
  )
  connection.closeSync()
  instance.closeSync()
}
