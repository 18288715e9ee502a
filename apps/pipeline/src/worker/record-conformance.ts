import { evaluate } from '@cloudact/conformance/evaluate'
import { binds, type ConformanceReport } from '@cloudact/conformance/report'
import type { OrgSlug } from '@cloudact/core/org-slug'
import { COST_AND_USAGE_COLUMNS } from '@cloudact/focus/cost-and-usage-columns'
import { type DqResult, insertDqResult } from '@cloudact/store/runs/dq-results'
import { withExport } from '@cloudact/warehouse/dataset/with-export'
import { Slots } from '@cloudact/warehouse/lake/slots'
import type { PipelineDependencies } from '../dependencies.ts'

const TABLE = 'cost_data_standard_1_3'
const VERSION = '1.3'
const MEMORY_MB = 256
/** Rules kept with their rows; the report over the API has all. */
const KEPT = 100
/** Asking takes seconds for every hundred thousand rows, beside everything else the service does. */
const MOST_ROWS = 250_000
/** Runs end many at a time, and each of these reads everything a run wrote. */
const slots = new Slots(1)

type Ports = Pick<PipelineDependencies, 'warehouse' | 'catalog' | 'database' | 'clock'>

/**
 * Asks the rules of FOCUS of the rows a run wrote and keeps the result with the run. A run that wrote none has no
 * result; of one that wrote more than `mostRows` the result is a warning that they were not asked. Asked a second time
 * it adds a second result.
 */
export async function recordConformance(
  ports: Ports,
  org: OrgSlug,
  runId: string,
  signal: AbortSignal,
  mostRows = MOST_ROWS,
): Promise<void> {
  const warehouse = ports.warehouse.forOrg(org)
  const table = ports.catalog.tables.get(TABLE)
  const model = ports.catalog.focusModels.get(VERSION)
  if (table === undefined || model === undefined) return
  const written = (await warehouse.slices(TABLE)).filter((slice) => slice.runId === runId && slice.rows > 0)
  if (written.length === 0) return
  const rows = written.reduce((sum, slice) => sum + slice.rows, 0)
  const keep = (result: DqResult): Promise<void> =>
    ports.database.forOrg(org).transaction((tx) => insertDqResult(tx, result, ports.clock.now()))
  if (rows > mostRows) return keep(notAsked(org, runId, rows, mostRows))
  const known = new Set(table.columns.map(({ name }) => name))
  const columns = COST_AND_USAGE_COLUMNS.map(({ id }) => id).filter((id) => known.has(id))
  const statement = {
    sql: `SELECT ${columns.join(', ')} FROM {{table(${TABLE})}} WHERE x_run_id = @run_id`,
    parameters: { run_id: runId },
  }
  const report = await slots.run(() =>
    withExport(warehouse, statement, { memoryLimitMb: MEMORY_MB, signal }, (dataset) =>
      evaluate(dataset, model, { dataset: 'CostAndUsage' }),
    ),
  )
  await keep(toDqResult(org, runId, report))
}

/** Rules are the expectations; a composite only repeats its parts. FAIL when one that binds is broken. */
export function toDqResult(org: OrgSlug, runId: string, report: ConformanceReport): DqResult {
  const rules = report.results.filter(({ kind }) => kind !== 'composite')
  const failed = rules.filter(({ verdict }) => verdict === 'fail')
  return {
    org,
    runId,
    targetTable: TABLE,
    dqConfigId: configOf(report.version),
    passed: rules.filter(({ verdict }) => verdict === 'pass').length,
    failed: failed.length,
    failedExpectations: failed.slice(0, KEPT).map(({ rule, level, asks, failingRows, examples }) => ({
      rule,
      severity: binds(level) ? 'error' : 'warning',
      message: asks,
      failing_rows: failingRows,
      examples: examples.map(({ values }) => values),
    })),
    status: !report.conforms ? 'FAIL' : failed.length > 0 ? 'WARNING' : 'PASS',
  }
}

function notAsked(org: OrgSlug, runId: string, rows: number, mostRows: number): DqResult {
  const message = `The run wrote ${rows} charges; the rules are asked by themselves of up to ${mostRows}. Ask them with "cloudact focus validate" or on the conformance page.`
  return {
    org,
    runId,
    targetTable: TABLE,
    dqConfigId: configOf(VERSION),
    passed: 0,
    failed: 0,
    failedExpectations: [{ rule: 'not_asked', severity: 'warning', message }],
    status: 'WARNING',
  }
}

function configOf(version: string): string {
  return `focus_${version.replace('.', '_')}_conformance`
}
