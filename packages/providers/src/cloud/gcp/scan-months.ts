import type { Day } from '@cloudact/core/day'
import { AppError } from '@cloudact/core/errors'
import type { ProcessorContext } from '@cloudact/engine/processor'
import type { FetchedExport } from './fetch-export.ts'
import { sliceOfLine } from './raw-select.ts'

/** A billing account's invoice month that the files have lines of. */
export type FoundMonth = { readonly accountId: string; readonly period: Day }

/** Throws `invalid_input` when a line belongs to no account or no month: nobody could say whose it is. */
export async function scanMonths(
  context: ProcessorContext,
  fetched: FetchedExport,
): Promise<readonly FoundMonth[]> {
  const { account, month } = sliceOfLine(fetched)
  const rows = await context.readFiles({
    format: fetched.format,
    paths: fetched.paths,
    select: `SELECT account, month, COUNT(*) AS lines
      FROM (SELECT ${account} AS account, ${month} AS month FROM {{source}}) AS line GROUP BY account, month ORDER BY account, month`,
  })
  return rows.map(({ account: accountId, month: invoiceMonth, lines }) => {
    const [, year, number] = /^(\d{4})(0[1-9]|1[0-2])$/.exec(String(invoiceMonth)) ?? []
    if (accountId === null || accountId === undefined || year === undefined) {
      throw new AppError(
        'invalid_input',
        `${String(lines)} lines of the billing export have ${accountId ? `the invoice month "${String(invoiceMonth)}"` : 'no billing account'}; ` +
          'a month is written YYYYMM. Every month was left as it was.',
      )
    }
    return { accountId: String(accountId), period: `${year}-${number}-01` }
  })
}
