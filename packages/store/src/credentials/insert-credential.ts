import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Sealed } from '@cloudact/core/ports/kms'
import type { Transaction } from '@cloudact/core/ports/sql'
import { CREDENTIAL_COLUMNS, type CredentialRow, type ValidationStatus } from './credential-row.ts'

export type NewCredential = {
  readonly credentialId: string
  readonly org: OrgSlug
  readonly provider: string
  readonly name: string
  readonly type: string
  /** KMS envelope of the JSON object of secret fields. */
  readonly sealed: Sealed
  readonly validationStatus: ValidationStatus
  readonly metadata: Readonly<Record<string, unknown>>
  readonly userId: string | null
}

/** Stores a credential as the active one of its provider and name; the one before it becomes inactive. */
export async function insertCredential(tx: Transaction, credential: NewCredential): Promise<CredentialRow> {
  await tx.query(
    `UPDATE org_integration_credentials SET is_active = false, updated_at = now(), updated_by_user_id = $4
     WHERE org_slug = $1 AND provider = $2 AND lower(coalesce(credential_name, '')) = lower($3) AND is_active`,
    [credential.org, credential.provider, credential.name, credential.userId],
  )
  const rows = await tx.query<CredentialRow>(
    `INSERT INTO org_integration_credentials (credential_id, org_slug, provider, credential_name, encrypted_credential,
       kms_key_version, credential_type, validation_status, last_validated_at, metadata, is_active, created_by_user_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, now(), $9::jsonb, true, $10)
     RETURNING ${CREDENTIAL_COLUMNS}`,
    [
      credential.credentialId,
      credential.org,
      credential.provider,
      credential.name,
      credential.sealed.ciphertext,
      credential.sealed.keyVersion,
      credential.type,
      credential.validationStatus,
      JSON.stringify(credential.metadata),
      credential.userId,
    ],
  )
  const [row] = rows
  if (!row) throw new Error('INSERT … RETURNING returned no row')
  return row
}
