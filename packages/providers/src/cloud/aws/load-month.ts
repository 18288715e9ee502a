import { AppError } from '@cloudact/core/errors'
import type { Credential, ProcessorContext, SliceWrite } from '@cloudact/engine/processor'
import type { Delivery } from './delivery.ts'
import type { BillingStatus } from '../../billing-status.ts'
import { explainLoadFailure } from './explain-load-failure.ts'
import { renderFocusRawSelect } from './focus-columns.ts'
import { monthOf, RAW_TABLE_OF } from './raw-tables.ts'
import { renderRawSelect } from './raw-select.ts'

export type DeliveryFacts = { readonly firstSeenAt: string; readonly status: BillingStatus }

/** Replaces the month's raw lines. Returns the number of lines; explains the first bad cells when the load fails. */
export async function loadMonth(
  context: ProcessorContext,
  credential: Credential,
  delivery: Delivery,
  facts: DeliveryFacts,
): Promise<{ readonly rows: number; readonly changed: boolean }> {
  const { manifest, paths, accountId } = delivery
  const content: SliceWrite['content'] = {
    kind: 'files',
    files: {
      format: manifest.format,
      paths,
      select: selectOf(context, delivery),
      parameters: {
        assembly_id: manifest.deliveryId,
        assembly_first_seen_at: facts.firstSeenAt,
        billing_status: facts.status,
        payer_account_id: accountId,
        payer_account_name: credential.name,
      },
    },
  }
  const slice = {
    table: RAW_TABLE_OF[manifest.kind],
    credentialId: credential.credentialId,
    accountId,
    period: monthOf(manifest.period),
  }
  try {
    const [written] = await context.write([{ ...slice, content }])
    return { rows: written?.rows ?? 0, changed: written?.changed ?? false }
  } catch (cause) {
    context.signal.throwIfAborted()
    throw await explainLoadFailure(cause, delivery, context.signal)
  }
}

function selectOf(context: ProcessorContext, { manifest, columns }: Delivery): string {
  if (manifest.kind === 'cur') return renderRawSelect(columns, manifest.format).sql
  const schema = context.catalog.tables.get(RAW_TABLE_OF.focus)
  if (!schema)
    throw new AppError(
      'config_invalid',
      `Table "${RAW_TABLE_OF.focus}" has no schema in configs/schemas/org.`,
    )
  return renderFocusRawSelect(schema, columns, manifest.format)
}
