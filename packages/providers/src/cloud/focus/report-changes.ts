import { Decimal } from '@cloudact/core/decimal'
import type { ProcessorContext } from '@cloudact/engine/processor'
import { FOCUS_COLUMNS } from './raw-select.ts'
import { columnsOf, otherColumns } from './columns.ts'
import type { Delivery } from './delivery.ts'
import { nameOf } from '../files/file-name.ts'
import type { FocusFile } from './focus-file.ts'
import type { ScannedSlice } from './scan.ts'

/** Raises `closed_period_changed` with the amount per account and currency when a final month is restated. */
export function reportClosedMonth(
  context: ProcessorContext,
  month: string,
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): void {
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const [account = '', currency = ''] = key.split('|')
    const change = new Decimal(after.get(key) ?? 0).minus(before.get(key) ?? 0)
    if (change.isZero()) continue
    context.finding({
      code: 'closed_period_changed',
      severity: 'warning',
      message: `The files restate ${month} of account ${account}, which was final: the billed amount changed by ${change.toFixed()} ${currency}.`,
      table: 'focus_raw',
      detail: {
        period: month,
        account_id: account,
        currency,
        change: change.toFixed(),
        before: before.get(key),
        after: after.get(key),
      },
    })
  }
}

/** Tells that a restated month has no rows of an account any more, whose charges are removed. */
export function reportAccountGone(context: ProcessorContext, month: string, account: string): void {
  context.finding({
    code: 'account_gone',
    severity: 'warning',
    message: `The files have no rows of account ${account} in ${month} any more: its charges of that month are removed. Deliver them again if they should be there.`,
    table: 'focus_raw',
    detail: { period: month, account_id: account },
  })
}

/** Tells about columns that are kept but not understood, and about files that no manifest names. */
export function reportLeftovers(
  context: ProcessorContext,
  delivery: Delivery,
  files: readonly FocusFile[],
): void {
  const others = [...Map.groupBy(files, ({ format }) => format).values()].flatMap((group) =>
    otherColumns(columnsOf(group), FOCUS_COLUMNS),
  )
  const unknown = [...new Set(others)].filter((name) => !/^x_/i.test(name))
  if (unknown.length > 0) {
    context.finding({
      code: 'unknown_column',
      severity: 'info',
      message: `The files have columns FOCUS does not know: ${unknown.slice(0, 10).join(', ')}. They are kept in x_source_columns.`,
      table: 'focus_raw',
      detail: { columns: unknown },
    })
  }
  if (delivery.unnamed.length > 0) {
    context.finding({
      code: 'file_not_in_manifest',
      severity: 'warning',
      message: `${delivery.unnamed.length} files are in no manifest and were left out, first "${nameOf(delivery.unnamed[0] ?? '')}".`,
      detail: { files: delivery.unnamed.slice(0, 20).map(nameOf) },
    })
  }
}

/** Tells when an account is billed in more than one currency within a month: sums are then kept apart. */
export function reportCurrencies(
  context: ProcessorContext,
  { account, month, currencies }: ScannedSlice,
): void {
  if (currencies.length < 2) return
  context.finding({
    code: 'several_currencies',
    severity: 'info',
    message: `Account ${account} is billed in ${currencies.join(' and ')} in ${month}. Each currency is summed by itself.`,
    table: 'focus_raw',
    detail: { account_id: account, period: month, currencies },
  })
}
