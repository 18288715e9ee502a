import { AppError } from '@cloudact/core/errors'
import type { SliceInfo } from '@cloudact/core/ports/warehouse'
import type { ProcessorContext } from '@cloudact/engine/processor'

/** Tables into which bills are read, a slice per billing account and month. */
const BILL_TABLES = [
  'cloud_aws_billing_raw_daily',
  'cloud_aws_focus_raw_daily',
  'cloud_azure_billing_raw_daily',
  'cloud_gcp_billing_raw_daily',
  'focus_raw',
]

/** Bills of the same account and month that other integrations of the organization own: one owner per charge. */
export async function otherOwners(
  context: ProcessorContext,
  own: { readonly credentialId: string; readonly accountId: string; readonly month: string },
): Promise<readonly SliceInfo[]> {
  const lists = await Promise.all(BILL_TABLES.map((table) => context.slices(table)))
  return lists
    .flat()
    .filter(
      (slice) =>
        slice.accountId === own.accountId &&
        slice.period === own.month &&
        slice.credentialId !== own.credentialId,
    )
}

/** What to throw for a bill that `other` brings already. `bill` begins the sentence: `The bill of payer 1 for 2026-10`. */
export function secondOwner(bill: string, other: SliceInfo): AppError {
  return new AppError(
    'conflict',
    `${bill} already comes from another integration of this organization. ` +
      'Two exports of one bill would count it twice: remove one of the integrations.',
    { detail: { other_credential_id: other.credentialId, table: other.table } },
  )
}

/** One owner per charge: an account's month (`2026-10`) comes from one integration. Throws `conflict` when another has it. */
export async function refuseSecondOwner(
  context: ProcessorContext,
  own: { readonly credentialId: string; readonly accountId: string; readonly month: string },
): Promise<void> {
  const [other] = await otherOwners(context, own)
  if (other) throw secondOwner(`The bill of ${own.accountId} for ${own.month}`, other)
}
