import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { addMonths } from '@cloudact/core/day'
import { atMost, type Figure, percentile, plain } from '../figures.ts'
import { type BenchServer, startServer } from '../server.ts'
import { onboard, runToEnd } from './organization.ts'
import { writeSyntheticCur } from './synthetic-cur.ts'

const MONTHS = 12
const REQUESTS = 60
const ORG = 'bench_dashboard'
/** What the start left behind is collected by then. */
const IDLE_MILLISECONDS = 5_000
const RESTATED = 500_000
/** Of service, account and region; nearly all of them have charges on every day. */
const SPREAD = { resources: 200_000, combinations: 3_000, linesADay: 4 }
const REGIONS = [
  ...['us-east-1', 'us-east-2', 'us-west-2', 'eu-west-1', 'eu-central-1', 'eu-west-2'],
  ...['ap-southeast-1', 'ap-southeast-2', 'ap-northeast-1', 'ca-central-1', 'sa-east-1', 'eu-north-1'],
]

async function latency(server: BenchServer, query: string): Promise<number> {
  const begun = performance.now()
  await server.call('GET', `/api/v1/costs/${ORG}/summary?${query}`)
  return performance.now() - begun
}

/** Summaries of differing ranges of the year, as a person asks for them who moves the dates. */
async function warmLatencies(server: BenchServer, offset: number): Promise<number[]> {
  const samples: number[] = []
  for (let index = 0; index < REQUESTS; index += 1) {
    const day = String(1 + ((index + offset) % 28)).padStart(2, '0')
    samples.push(await latency(server, `start_date=2025-01-${day}&end_date=2025-12-${day}`))
  }
  return samples.slice(REQUESTS / 6)
}

/** Summaries nobody has asked for before: each has another filter, so that nothing known helps. */
async function firstLatencies(server: BenchServer, metric: string): Promise<number[]> {
  const samples: number[] = []
  for (const region of REGIONS) {
    samples.push(
      await latency(
        server,
        `start_date=2025-01-01&end_date=2026-01-01&metric=${metric}&regions=${region},none`,
      ),
    )
  }
  return samples
}

/** Dashboard reads over a year of one organization, alone and beside a running conversion. */
export async function dashboard(rows: number): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'cloudact-bench-'))
  try {
    const bill = path.join(folder, 'bill')
    const months = Array.from({ length: MONTHS }, (_, index) => addMonths('2025-01-01', index))
    await writeSyntheticCur({
      folder: bill,
      months,
      rowsPerMonth: Math.round(rows / MONTHS),
      ...SPREAD,
    })
    const data = path.join(folder, 'data')
    const server = await startServer(data, { CLOUDACT_IMPORT_DIRS: bill })
    const aws = 'cloud/aws/cost/billing'
    const figures: Figure[] = []
    try {
      await onboard(server, ORG, bill)
      await onboard(server, 'bench_other', bill)
      await runToEnd(server, ORG, aws, { start: '2025-01-01', end: '2026-01-01' })
      const warm = await warmLatencies(server, 0)
      const first = await firstLatencies(server, 'effective')
      const state = { running: true }
      const other = runToEnd(server, 'bench_other', aws, { start: '2025-01-01', end: '2026-01-01' }).finally(
        () => (state.running = false),
      )
      const besideFirst = await firstLatencies(server, 'billed')
      const beside = await warmLatencies(server, 14)
      const together = state.running
      await other
      const size = `${rows.toLocaleString('en-US')} rows`
      figures.push(
        atMost(`summary over ${size}, p95`, percentile(warm, 0.95), 100, 'ms'),
        plain('  p50', percentile(warm, 0.5), 'ms'),
        plain('  never asked before, p50', percentile(first, 0.5), 'ms'),
        plain('  never asked before, p95', percentile(first, 0.95), 'ms'),
        atMost(
          `beside a conversion${together ? '' : ' (which ended before)'}, p95`,
          percentile(beside, 0.95),
          250,
          'ms',
        ),
        plain('  p50', percentile(beside, 0.5), 'ms'),
        plain('  p95 as a multiple of idle', percentile(beside, 0.95) / percentile(warm, 0.95), 'times'),
        plain('  never asked before, p50', percentile(besideFirst, 0.5), 'ms'),
        plain('  never asked before, p95', percentile(besideFirst, 0.95), 'ms'),
        plain(
          '  never asked before, p95 as a multiple of idle',
          percentile(besideFirst, 0.95) / percentile(first, 0.95),
          'times',
        ),
      )
      await writeSyntheticCur({
        folder: bill,
        months: ['2025-12-01'],
        rowsPerMonth: RESTATED,
        ...SPREAD,
      })
      const restated = await runToEnd(server, ORG, aws, { start: '2025-12-01', end: '2026-01-01' })
      const convert = restated.steps.find(({ step_name: name }) => name.startsWith('Convert to FOCUS 1.3'))
      if (convert === undefined) throw new Error('The run has no step that converts.')
      figures.push(
        atMost(
          `replace a month of ${RESTATED.toLocaleString('en-US')} rows`,
          (convert.duration_ms ?? Number.NaN) / 1000,
          2,
          's',
        ),
        plain('  whole run with reading and reconciliation', restated.seconds, 's'),
      )
    } finally {
      await server.stop()
    }
    const restarted = await startServer(data, { CLOUDACT_IMPORT_DIRS: bill })
    await setTimeout(IDLE_MILLISECONDS)
    const idleMemory = restarted.residentMb()
    await restarted.stop()
    figures.push(
      atMost('restart to ready', restarted.readyMilliseconds / 1000, 3, 's'),
      atMost('idle memory after restart', idleMemory, 500, 'MB'),
    )
    return figures
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
