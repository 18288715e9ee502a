import type { OrgSlug } from '@cloudact/core/org-slug'
import { AppError } from '@cloudact/core/errors'
import { insertAuditLog } from '@cloudact/store/audit/insert-audit-log'
import { credentialContext, type SealedCredentialRow } from '@cloudact/store/credentials/credential-row'
import { findActiveCredential } from '@cloudact/store/credentials/find-credential'
import { z } from 'zod'
import type { ApiContext } from '../../context.ts'
import type { CredentialFields } from './credential-input.ts'

const Fields = z.record(z.string(), z.string())

/** The newest active credential of a provider, sealed. Throws `not_found`. */
export async function activeCredential(
  context: ApiContext,
  org: OrgSlug,
  provider: string,
  name?: string,
): Promise<SealedCredentialRow> {
  const row = await findActiveCredential(context.database, { org, provider, name })
  if (row) return row
  throw new AppError('not_found', `The integration "${provider}" is not configured. Set it up first.`)
}

/** Decrypts a credential for a check. Every decryption is in the audit log, before it happens. */
export async function openCredential(
  context: ApiContext,
  org: OrgSlug,
  row: SealedCredentialRow,
  by: { readonly userId: string | null; readonly apiKeyId: string | null; readonly requestId: string },
): Promise<CredentialFields> {
  await insertAuditLog(context.database, {
    orgSlug: org,
    ...by,
    action: 'READ',
    resourceType: 'credential_secret',
    resourceId: row.credential_id,
    details: { provider: row.provider, purpose: 'validate' },
    ipAddress: null,
    userAgent: null,
    status: 'SUCCESS',
    errorMessage: null,
  })
  const bytes = await context.kms.decrypt(
    row.encrypted_credential,
    credentialContext(org, row.provider, row.credential_id),
  )
  const fields = Fields.parse(JSON.parse(new TextDecoder().decode(bytes)))
  context.secrets.registerAll(fields)
  return fields
}
