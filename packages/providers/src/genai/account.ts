import { createHash } from 'node:crypto'
import type { Credential, ProcessorContext } from '@cloudact/engine/processor'

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
  return `credential-${createHash('sha256').update(credential.credentialId).digest('hex').slice(0, 12)}`
}
