import type { ResolvedProvider } from './integration-shapes.ts'
import { randomUUID } from 'node:crypto'
import type { OrgSlug } from '@cloudact/core/org-slug'
import {
  credentialContext,
  type CredentialRow,
  type ValidationStatus,
} from '@cloudact/store/credentials/credential-row'
import { insertCredential } from '@cloudact/store/credentials/insert-credential'
import { refuseBeyondProviderLimit } from '@cloudact/store/credentials/provider-limit'
import { lockSubscription } from '@cloudact/store/quota/subscription'
import { findSubscription } from '@cloudact/store/subscriptions/find-subscription'
import type { ApiContext } from '../../context.ts'
import type { CredentialFields } from './credential-input.ts'

export type CredentialToStore = {
  readonly org: OrgSlug
  readonly resolved: ResolvedProvider
  readonly name: string
  readonly fields: CredentialFields
  readonly metadata: Readonly<Record<string, unknown>>
  readonly status: ValidationStatus
  readonly userId: string | null
}

/** Refuses a provider beyond the plan's number before the vendor is asked. Throws `quota_exceeded`. */
export async function checkProviderLimit(context: ApiContext, org: OrgSlug, provider: string): Promise<void> {
  const subscription = await findSubscription(context.database, org)
  await refuseBeyondProviderLimit(context.database, org, provider, subscription?.providers_limit ?? null)
}

/** Seals and stores a proved credential; the one of the same provider and name before it becomes inactive. */
export async function storeCredential(
  context: ApiContext,
  credential: CredentialToStore,
): Promise<CredentialRow> {
  const { org, resolved } = credential
  const credentialId = `cred_${randomUUID()}`
  const plaintext = new TextEncoder().encode(JSON.stringify(credential.fields))
  const sealed = await context.kms.encrypt(plaintext, credentialContext(org, resolved.key, credentialId))
  return context.database.transaction(async (tx) => {
    const { providers_limit: limit } = await lockSubscription(tx, org)
    await refuseBeyondProviderLimit(tx, org, resolved.key, limit)
    return insertCredential(tx, {
      credentialId,
      org,
      provider: resolved.key,
      name: credential.name,
      type: resolved.provider.credential_type,
      sealed,
      validationStatus: credential.status,
      metadata: credential.metadata,
      userId: credential.userId,
    })
  })
}
