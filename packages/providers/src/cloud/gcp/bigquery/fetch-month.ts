import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { Day } from '@cloudact/core/day'
import { AppError } from '@cloudact/core/errors'
import { fieldsOf } from '../export-file.ts'
import type { FetchedExport } from '../fetch-export.ts'
import { refuseOtherThanExport } from '../raw-select.ts'
import type { BillingTable, MonthContent } from './billing-table.ts'
import { textOf, type TableName } from './table-name.ts'

/** Changes when a line came: Google only appends to the table, and stamps each line with when. */
export function deliveryOf(table: TableName, period: Day, { lines, newest }: MonthContent): string {
  const parts = [textOf(table), period, lines, newest ?? '']
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 32)
}

/**
 * A month's lines as a file, here and understood. Throws `provider_unavailable` when their number is not the one that
 * was counted: lines came in between, or an answer was cut.
 */
export async function fetchMonth(
  source: BillingTable,
  table: TableName,
  period: Day,
  { content, folder, signal }: { content: MonthContent; folder: string; signal: AbortSignal },
): Promise<FetchedExport> {
  const path = join(folder, `bigquery-${period.slice(0, 7)}.jsonl`)
  const lines = await source.read(period, path)
  if (lines !== content.lines) {
    throw new AppError(
      'provider_unavailable',
      `The billing table changed while ${period.slice(0, 7)} was read (${content.lines} lines, then ${lines}). The month was left as it was; the run will try again.`,
    )
  }
  const fields = await fieldsOf(path, 'ndjson', textOf(table), signal)
  refuseOtherThanExport(fields, textOf(table))
  return {
    format: 'ndjson',
    fields,
    deliveryId: deliveryOf(table, period, content),
    paths: [path],
    names: [textOf(table)],
  }
}
