import { AppError } from '@cloudact/core/errors'
import type { Credential, ProcessorContext } from '@cloudact/engine/processor'
import type { BillingStatus } from '../../billing-status.ts'
import { explainCells } from '../files/explain-cells.ts'
import type { MonthSlice } from './delivery-state.ts'
import { EXPORT_COLUMNS } from './export-columns.ts'
import type { FetchedExport } from './fetch-export.ts'
import { invoicePeriod } from './invoice-month.ts'
import { renderRawSelect } from './raw-select.ts'
import { RAW_TABLE } from './raw-table.ts'

export type DeliveryFacts = { readonly firstSeenAt: string; readonly status: BillingStatus }

/** Replaces the month's raw lines. Returns their number; names the first bad cells of CSV files when the load fails. */
export async function loadMonth(
  context: ProcessorContext,
  credential: Credential,
  fetched: FetchedExport,
  slice: MonthSlice,
  facts: DeliveryFacts,
): Promise<number> {
  const month = slice.period.slice(0, 7)
  const { start, end } = invoicePeriod(slice.period)
  try {
    const [written] = await context.write([
      {
        table: RAW_TABLE,
        credentialId: slice.credentialId,
        accountId: slice.accountId,
        period: month,
        content: {
          kind: 'files',
          files: {
            format: fetched.format,
            paths: fetched.paths,
            select: renderRawSelect(fetched),
            parameters: {
              account_id: slice.accountId,
              account_name: credential.name,
              invoice_month: month.replace('-', ''),
              invoice_start: start,
              invoice_end: end,
              delivery_id: fetched.deliveryId,
              delivery_first_seen_at: facts.firstSeenAt,
              billing_status: facts.status,
            },
          },
        },
      },
    ])
    return written?.rows ?? 0
  } catch (cause) {
    context.signal.throwIfAborted()
    throw await explained(cause, fetched, context.signal)
  }
}

async function explained(cause: unknown, fetched: FetchedExport, signal: AbortSignal): Promise<unknown> {
  if (fetched.format !== 'csv' || (cause instanceof AppError && cause.retryable)) return cause
  const files = fetched.paths.map((path, index) => ({ path, name: fetched.names[index] ?? path }))
  const kinds = new Map(
    EXPORT_COLUMNS.flatMap(
      ({ path, target, kind }) =>
        [
          [path, kind],
          [target, kind],
        ] as const,
    ),
  )
  const faults = await explainCells(
    files,
    (column) => {
      const kind = kinds.get(column)
      return kind === 'amount' || kind === 'time' ? kind : null
    },
    signal,
  )
  const [first] = faults
  if (!first) return cause
  return new AppError(
    'invalid_input',
    `The Google Cloud billing export has cells that cannot be read, first ${first.path}: ${first.message}. Every month was left as it was.`,
    { cause, faults },
  )
}
