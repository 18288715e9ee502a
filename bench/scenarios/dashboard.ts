import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { addMonths } from '@cloudact/core/day'
import { atMost, type Figure, percentile, plain } from '../figures.ts'
import { type BenchServer, startServer } from '../server.ts'
import { onboard, runToEnd } from './organization.ts'
import { writeSyntheticCur } from './synthetic-cur.ts'

const MONTHS = 12
const REQUESTS = 60
const ORG = 'bench_dashboard'

/** Asks for summaries of differing ranges, so that no answer comes from a cache of equal questions. */
async function summaryLatencies(server: BenchServer, offset: number): Promise<number[]> {
  const samples: number[] = []
  for (let index = 0; index < REQUESTS; index += 1) {
    const day = String(1 + ((index + offset) % 28)).padStart(2, '0')
    const begun = performance.now()
    await server.call('GET', `/api/v1/costs/${ORG}/summary?start_date=2025-01-${day}&end_date=2025-12-${day}`)
    samples.push(performance.now() - begun)
  }
  return samples.slice(REQUESTS / 6)
}

/** Dashboard reads over a year of one organization, alone and beside a running conversion. */
export async function dashboard(rows: number): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'cloudact-bench-'))
  try {
    const bill = path.join(folder, 'bill')
    const months = Array.from({ length: MONTHS }, (_, index) => addMonths('2025-01-01', index))
    await writeSyntheticCur({ folder: bill, months, rowsPerMonth: Math.round(rows / MONTHS), resources: 200_000 })
    const data = path.join(folder, 'data')
    const server = await startServer(data, { CLOUDACT_IMPORT_DIRS: bill })
    let idle: number[]
    let beside: number[]
    let replaced: number
    try {
      await onboard(server, ORG, bill)
      await onboard(server, 'bench_other', bill)
      await runToEnd(server, ORG, 'cloud/aws/cost/billing', { start: '2025-01-01', end: '2026-01-01' })
      idle = await summaryLatencies(server, 0)
      const other = runToEnd(server, 'bench_other', 'cloud/aws/cost/billing', { start: '2025-01-01', end: '2025-07-01' })
      beside = await summaryLatencies(server, 14)
      await other
      await writeSyntheticCur({ folder: bill, months: ['2025-12-01'], rowsPerMonth: 500_000, resources: 200_000 })
      replaced = (await runToEnd(server, ORG, 'cloud/aws/cost/billing', { start: '2025-12-01', end: '2026-01-01' })).seconds
    } finally {
      await server.stop()
    }
    const restarted = await startServer(data, { CLOUDACT_IMPORT_DIRS: bill })
    const idleMemory = restarted.residentMb()
    await restarted.stop()
    return [
      atMost(`summary over ${rows.toLocaleString('en-US')} rows, p95`, percentile(idle, 0.95), 100, 'ms'),
      plain('  p50', percentile(idle, 0.5), 'ms'),
      atMost('summary beside a conversion, p95', percentile(beside, 0.95), 250, 'ms'),
      plain('restated month of 500,000 lines, whole run', replaced, 's'),
      atMost('restart to ready', restarted.readyMilliseconds / 1000, 3, 's'),
      atMost('idle memory after restart', idleMemory, 500, 'MB'),
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
