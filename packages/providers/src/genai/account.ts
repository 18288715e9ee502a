import { createHash } from 'node:crypto'
import type { DayRange } from '@cloudact/core/day'
import type { Credential, ProcessorContext } from '@cloudact/engine/processor'

const DERIVED = 'credential-'

/**
 * The vendor's id of the account (75 §3.1): what the integration says, else what the API revealed, else what earlier
 * slices of this credential used, else a stable id derived from the credential, with a finding.
 */
export async function billingAccountId(
  context: ProcessorContext,
  credential: Credential,
  revealed: string | undefined,
  table: string,
): Promise<string> {
  const configured = credential.metadata['account_id']
  if (typeof configured === 'string' && configured !== '') return configured
  if (revealed) return revealed
  const earlier = (await context.slices(table)).find(
    (slice) => slice.credentialId === credential.credentialId,
  )
  if (earlier) return earlier.accountId
  context.finding({
    code: 'account_id_derived',
    severity: 'warning',
    message: `${credential.provider} does not name the account of this credential. Enter the account id in the integration to replace the made-up one.`,
  })
  return `${DERIVED}${createHash('sha256').update(credential.credentialId).digest('hex').slice(0, 12)}`
}

/**
 * Withdraws days that were stored under a made-up account id once the vendor's own is known: the same money must not
 * be in two slices. Slices under any other account are somebody's money and stay.
 */
export async function withdrawDerivedAccount(
  context: ProcessorContext,
  {
    credentialId,
    accountId,
    range,
  }: { readonly credentialId: string; readonly accountId: string; readonly range: DayRange },
  tables: readonly string[],
): Promise<void> {
  if (accountId.startsWith(DERIVED)) return
  for (const table of tables) {
    const stale = (await context.slices(table)).filter(
      (slice) =>
        slice.pipelineId === context.run.pipelineId &&
        slice.credentialId === credentialId &&
        slice.accountId.startsWith(DERIVED) &&
        slice.period >= range.start &&
        slice.period < range.end,
    )
    await context.withdraw(
      stale.map((slice) => ({ table, credentialId, accountId: slice.accountId, period: slice.period })),
    )
  }
}
