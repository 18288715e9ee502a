import { addDays, addMonths, type Day } from '@cloudact/core/day'
import { textOf, type TableName } from './table-name.ts'

/** Google writes a month's lines from its first day on; a table that was backfilled has some a little before. */
const DAYS_BEFORE = 7
/** Late lines and corrections come for weeks. Later ones carry the invoice month they are billed with. */
const DAYS_AFTER = 61

export type Statement = {
  readonly query: string
  readonly queryParameters: readonly {
    readonly name: string
    readonly parameterType: { readonly type: string }
    readonly parameterValue: { readonly value: string }
  }[]
}

/** How many lines the table has of an invoice month, and when the newest was exported. */
export function countStatement(table: TableName, period: Day): Statement {
  return ofMonth(
    period,
    `SELECT COUNT(*) AS lines, FORMAT_TIMESTAMP('%FT%H:%M:%E6SZ', MAX(export_time)) AS newest FROM \`${textOf(table)}\``,
  )
}

/** Every line of an invoice month as JSON with the table's own fields. */
export function linesStatement(table: TableName, period: Day): Statement {
  return ofMonth(period, `SELECT TO_JSON_STRING(t) AS line FROM \`${textOf(table)}\` AS t`)
}

/** Partitions are UTC days of arrival: without their bounds BigQuery would read, and bill, the table's whole history. */
function ofMonth(period: Day, select: string): Statement {
  const parameter = (name: string, type: string, value: string) => ({
    name,
    parameterType: { type },
    parameterValue: { value },
  })
  return {
    query: `${select} WHERE _PARTITIONTIME >= @since AND _PARTITIONTIME < @until AND invoice.month = @month`,
    queryParameters: [
      parameter('since', 'TIMESTAMP', `${addDays(period, -DAYS_BEFORE)} 00:00:00+00`),
      parameter('until', 'TIMESTAMP', `${addDays(addMonths(period, 1), DAYS_AFTER)} 00:00:00+00`),
      parameter('month', 'STRING', period.slice(0, 7).replace('-', '')),
    ],
  }
}
