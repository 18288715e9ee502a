import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Sealed } from '@cloudact/core/ports/kms'
import type { Sql } from '@cloudact/core/ports/sql'
import { CREDENTIAL_COLUMNS, type SealedCredentialRow } from './credential-row.ts'

/** Type of a row that only waits to be taken; no search for credentials finds it, because it is not active. */
const HANDED_OVER = 'handed_over'

/**
 * Keeps a credential for a run that will store it: the run gets `handle`, never the secret. The envelope is sealed for
 * `credentialContext(org, provider, handle)`. It can be taken once, until `expiresAt`.
 */
export async function handOverCredential(
  sql: Sql,
  credential: {
    readonly handle: string
    readonly org: OrgSlug
    readonly provider: string
    readonly sealed: Sealed
    readonly metadata: Readonly<Record<string, unknown>>
    readonly expiresAt: Date
  },
): Promise<void> {
  await sql.query(
    `INSERT INTO org_integration_credentials (credential_id, org_slug, provider, encrypted_credential, kms_key_version,
       credential_type, validation_status, metadata, is_active, expires_at)
     VALUES ($1, $2, $3, $4, $5, '${HANDED_OVER}', 'PENDING', $6::jsonb, false, $7)`,
    [
      credential.handle,
      credential.org,
      credential.provider,
      credential.sealed.ciphertext,
      credential.sealed.keyVersion,
      JSON.stringify(credential.metadata),
      credential.expiresAt,
    ],
  )
}

/** Looks at a credential that was handed over, without using it up. Undefined when it was taken or has expired. */
export async function findHandedOverCredential(
  sql: Sql,
  org: OrgSlug,
  provider: string,
  handle: string,
): Promise<SealedCredentialRow | undefined> {
  const rows = await sql.query<SealedCredentialRow>(
    `SELECT ${CREDENTIAL_COLUMNS}, encrypted_credential FROM org_integration_credentials
     WHERE org_slug = $1 AND provider = $2 AND credential_id = $3 AND credential_type = '${HANDED_OVER}' AND expires_at > now()`,
    [org, provider, handle],
  )
  return rows[0]
}

/** Uses a handle up. False when somebody else did. */
export async function removeHandedOverCredential(sql: Sql, org: OrgSlug, handle: string): Promise<boolean> {
  const rows = await sql.query(
    `DELETE FROM org_integration_credentials WHERE org_slug = $1 AND credential_id = $2 AND credential_type = '${HANDED_OVER}'
     RETURNING credential_id`,
    [org, handle],
  )
  return rows.length > 0
}
