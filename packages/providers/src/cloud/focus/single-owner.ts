import type { ProcessorContext } from '@cloudact/engine/processor'
import { otherOwners, secondOwner } from '../files/other-owner.ts'
import type { ScannedSlice } from './scan.ts'

/**
 * One owner per charge: an account's month comes from one integration. Two vendors may call an account the same, so
 * imported files only collide when they name the same provider. Throws `conflict`.
 */
export async function refuseSecondOwner(
  context: ProcessorContext,
  credentialId: string,
  { account, month, providers }: ScannedSlice,
): Promise<void> {
  for (const other of await otherOwners(context, { credentialId, accountId: account, month })) {
    if (other.table === 'focus_raw') {
      const theirs = await providersOf(context, other.credentialId, account, month)
      if (!providers.some((provider) => theirs.has(provider))) continue
    }
    throw secondOwner(`The bill of account ${account} for ${month}`, other)
  }
}

async function providersOf(
  context: ProcessorContext,
  credentialId: string,
  account: string,
  month: string,
): Promise<ReadonlySet<string>> {
  const found = new Set<string>()
  for await (const batch of context.query({
    sql: `SELECT COALESCE(ServiceProviderName, ProviderName, PublisherName, InvoiceIssuerName, '') AS provider FROM {{table(focus_raw)}}
      WHERE x_credential_id = @credential_id AND x_cloud_account_id = @account_id AND billing_month = {{date(@month_start)}}
      GROUP BY ServiceProviderName, ProviderName, PublisherName, InvoiceIssuerName`,
    parameters: { credential_id: credentialId, account_id: account, month_start: `${month}-01` },
  })) {
    for (const row of batch) found.add(String(row['provider']))
  }
  return found
}
