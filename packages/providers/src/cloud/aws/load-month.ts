import type { Day } from '@cloudact/core/day'
import { AppError } from '@cloudact/core/errors'
import type { Credential, ProcessorContext, SliceWrite } from '@cloudact/engine/processor'
import { readCsvHead } from './csv.ts'
import type { BillingStatus } from './delivery-state.ts'
import { explainLoadFailure } from './explain-load-failure.ts'
import { columnIdentity } from './cur-columns.ts'
import { renderFocusRawSelect } from './focus-columns.ts'
import type { Manifest } from './manifest.ts'
import { renderRawSelect } from './raw-select.ts'

export const RAW_TABLE_OF = { cur: 'cloud_aws_billing_raw_daily', focus: 'cloud_aws_focus_raw_daily' } as const

/** Downloaded files of one delivery, checked to be whole. */
export type Delivery = {
  readonly manifest: Manifest
  readonly paths: readonly string[]
  /** Column names as the files spell them. */
  readonly columns: readonly string[]
  readonly accountId: string
}

/**
 * Reads what the files say about themselves. CSV parts must agree on their header; the payer is the account the person
 * set, else the manifest's, else the first line's.
 */
export async function inspectDelivery(manifest: Manifest, paths: readonly string[], expectedAccount: string | undefined): Promise<Delivery> {
  let columns = manifest.columns.map(({ name }) => name)
  let firstAccount: string | undefined
  if (manifest.format === 'csv') {
    const heads = await Promise.all(paths.map((path, index) => readCsvHead(path, manifest.files[index] ?? path)))
    columns = heads[0]?.header ?? []
    for (const [index, { header, first }] of heads.entries()) {
      if (header.join('\n') !== columns.join('\n')) {
        throw new AppError('invalid_input', `"${manifest.files[index]}" of the AWS bill has other columns than the first part. The month was left as it was.`)
      }
      const at = header.findIndex((name) => PAYER_COLUMNS.has(columnIdentity(name)))
      firstAccount ??= first?.[at] || undefined
    }
  }
  const accountId = expectedAccount ?? manifest.accountId ?? firstAccount
  if (!accountId) {
    throw new AppError('invalid_input', 'The export does not say which payer account it belongs to. Set account_id in the integration\'s metadata.')
  }
  return { manifest, paths, columns, accountId }
}

const PAYER_COLUMNS = new Set(['billpayeraccountid', 'billingaccountid'])

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
  const slice = { table: RAW_TABLE_OF[manifest.kind], credentialId: credential.credentialId, accountId, period: monthOf(manifest.period) }
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
  if (!schema) throw new AppError('config_invalid', `Table "${RAW_TABLE_OF.focus}" has no schema in configs/schemas/org.`)
  return renderFocusRawSelect(schema, columns, manifest.format)
}

export function monthOf(period: Day): string {
  return period.slice(0, 7)
}
