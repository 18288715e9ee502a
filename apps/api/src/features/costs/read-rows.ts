import type { Catalog } from '@cloudact/catalog/catalog'
import type { DayRange } from '@cloudact/core/day'
import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Column, Row, SqlParameters } from '@cloudact/core/ports/warehouse'
import { type TimeZone, utcDaysOf } from '@cloudact/core/time-zone'
import { AppError } from '@cloudact/core/errors'
import type { ApiContext } from '../../context.ts'
import { countOf, moneyCell, textOf } from './cost-cells.ts'
import type { Metric } from './cost-query.ts'
import { onlyUsed, queryRows, readCosts } from './read-costs.ts'
import { sqlFile } from './sql-files.ts'

export const ROW_SORTS = [
  'date',
  'amount',
  'provider',
  'service',
  'service_category',
  'charge_category',
  'account',
  'region',
  'resource',
] as const
export type RowSort = (typeof ROW_SORTS)[number]

const METRIC_COLUMNS: Readonly<Record<Metric, string>> = {
  effective: 'EffectiveCost',
  billed: 'BilledCost',
  list: 'ListCost',
  contracted: 'ContractedCost',
}
const SORT_COLUMNS: Readonly<Record<Exclude<RowSort, 'amount'>, string>> = {
  date: 'ChargePeriodStart',
  provider: 'ServiceProviderName',
  service: 'ServiceName',
  service_category: 'ServiceCategory',
  charge_category: 'ChargeCategory',
  account: 'SubAccountId',
  region: 'RegionId',
  resource: 'ResourceId',
}

export type RowsQuestion = {
  readonly parameters: SqlParameters
  readonly range: DayRange
  readonly timeZone: TimeZone
  readonly metric: Metric
  readonly sort: RowSort
  readonly descending: boolean
  readonly limit: number
  readonly offset: number
  readonly signal: AbortSignal
}

type RowsRead = {
  readonly rows: readonly Row[]
  readonly total: number
  readonly currencies: readonly {
    readonly currency: string
    readonly billed_cost: string
    readonly effective_cost: string
    readonly record_count: number
  }[]
  readonly cacheHit: boolean
  readonly milliseconds: number
}

/** One page of charges in a stable order, with the count and sums of all that match. */
export async function readRows(context: ApiContext, org: OrgSlug, question: RowsQuestion): Promise<RowsRead> {
  const started = performance.now()
  const { range, timeZone, signal } = question
  const columns = costColumns(context.catalogFor(org))
  const sql = sqlFile('rows', {
    columns: columnList(columns),
    order: orderBy(question.sort, question.metric, question.descending),
  })
  const all = { ...question.parameters, limit: question.limit, offset: question.offset }
  const totals = await readCosts(context, org, {
    statement: 'rows-total',
    parameters: question.parameters,
    range,
    timeZone,
  })
  const statement = { sql, parameters: onlyUsed(sql, all), range: utcDaysOf(range, timeZone), timeZone }
  const rows = await queryRows(context, org, statement, signal)
  return {
    rows: rows.map((row) => withPlainDecimals(row, columns)),
    total: totals.rows.reduce((sum, row) => sum + countOf(row, 'record_count'), 0),
    currencies: totals.rows.map((row) => ({
      currency: textOf(row, 'currency'),
      billed_cost: moneyCell(row['billed_cost']) ?? '0',
      effective_cost: moneyCell(row['effective_cost']) ?? '0',
      record_count: countOf(row, 'record_count'),
    })),
    cacheHit: totals.cacheHit,
    milliseconds: performance.now() - started,
  }
}

/** The cost table's columns: FOCUS first, in the order of the specification, then the extensions. */
export function costColumns(catalog: Catalog): readonly Column[] {
  const table = catalog.tables.get('cost_data_standard_1_3')
  if (!table) throw new AppError('config_invalid', 'The configuration has no table cost_data_standard_1_3.')
  return table.columns
}

export function columnList(columns: readonly Column[]): string {
  return columns.map((column) => column.name).join(',\n  ')
}

function orderBy(sort: RowSort, metric: Metric, descending: boolean): string {
  const column = sort === 'amount' ? METRIC_COLUMNS[metric] : SORT_COLUMNS[sort]
  return `${column} ${descending ? 'DESC' : 'ASC'} NULLS LAST`
}

function withPlainDecimals(row: Row, columns: readonly Column[]): Row {
  return {
    ...row,
    ...Object.fromEntries(
      columns.filter((column) => column.type === 'decimal').map(({ name }) => [name, moneyCell(row[name])]),
    ),
  }
}

/** The column a metric sums, for callers that show one amount per row. */
export function metricColumn(metric: Metric): string {
  return METRIC_COLUMNS[metric]
}
