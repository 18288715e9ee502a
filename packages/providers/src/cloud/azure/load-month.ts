import type { Credential, ProcessorContext, SliceWrite } from '@cloudact/engine/processor'
import type { Delivery } from './delivery.ts'
import type { BillingStatus } from '../../billing-status.ts'
import type { MonthSlice } from './delivery-state.ts'
import { explainLoadFailure } from './explain-load-failure.ts'
import { monthOf, RAW_TABLE_OF } from './raw-tables.ts'
import { renderRawSelect } from './raw-select.ts'

export type DeliveryFacts = { readonly firstSeenAt: string; readonly status: BillingStatus }

/**
 * Replaces the month's raw lines, of both exports at once: a reader never sees the actual costs of one day beside the
 * amortized ones of another. Returns the number of lines; explains the first bad cells when the load fails.
 */
export async function loadMonth(
  context: ProcessorContext,
  credential: Credential,
  slice: MonthSlice,
  deliveries: { readonly actual: Delivery; readonly amortized: Delivery | null },
  facts: DeliveryFacts,
): Promise<number> {
  const { actual, amortized } = deliveries
  const both = amortized ? [actual, amortized] : [actual]
  const key = { credentialId: slice.credentialId, accountId: slice.accountId, period: monthOf(slice.period) }
  const write = (delivery: Delivery): SliceWrite => ({
    ...key,
    table: RAW_TABLE_OF[delivery.manifest.kind],
    content: {
      kind: 'files',
      files: {
        format: delivery.manifest.format,
        paths: delivery.paths,
        select: renderRawSelect(delivery),
        parameters: {
          delivery_id: delivery.manifest.deliveryId,
          delivery_first_seen_at: facts.firstSeenAt,
          amortized_delivery_id: amortized?.manifest.deliveryId ?? null,
          billing_status: facts.status,
          account_id: slice.accountId,
          account_name: credential.name,
        },
      },
    },
  })
  try {
    const written = await context.write(both.map(write))
    if (!amortized) await withdrawAmortized(context, key)
    return written.reduce((sum, { rows }) => sum + rows, 0)
  } catch (cause) {
    context.signal.throwIfAborted()
    throw await explainLoadFailure(cause, both, context.signal)
  }
}

/** An amortized export that is no longer delivered says nothing about the actual one beside it. */
async function withdrawAmortized(
  context: ProcessorContext,
  key: Omit<SliceWrite, 'content' | 'table'>,
): Promise<void> {
  const stale = (await context.slices(RAW_TABLE_OF.amortized)).filter(
    (info) =>
      info.credentialId === key.credentialId &&
      info.accountId === key.accountId &&
      info.period === key.period,
  )
  if (stale.length > 0) await context.withdraw(stale)
}
