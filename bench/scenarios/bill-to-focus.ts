import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { atLeast, atMost, type Figure, plain } from '../figures.ts'
import { startServer } from '../server.ts'
import { onboard, runToEnd } from './organization.ts'
import { writeSyntheticCur } from './synthetic-cur.ts'

/** A month of CUR Parquet through the whole pipeline: extract, convert, ledger, rollups, reconciliation. */
export async function billToFocus(rows: number): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'cloudact-bench-'))
  try {
    const bill = path.join(folder, 'bill')
    await writeSyntheticCur({ folder: bill, months: ['2026-01-01'], rowsPerMonth: rows, resources: 200_000 })
    const server = await startServer(path.join(folder, 'data'), { CLOUDACT_IMPORT_DIRS: bill })
    try {
      await onboard(server, 'bench_bill', bill)
      const before = server.processorSeconds()
      const { seconds, steps } = await runToEnd(server, 'bench_bill', 'cloud/aws/cost/billing', {
        start: '2026-01-01',
        end: '2026-02-01',
      })
      const busy = server.processorSeconds() - before
      return [
        atLeast(
          `CUR Parquet to FOCUS, ${rows.toLocaleString('en-US')} rows end to end`,
          rows / seconds,
          200_000,
          'rows/s',
        ),
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
