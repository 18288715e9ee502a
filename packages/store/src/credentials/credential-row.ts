import type { OrgSlug } from '@cloudact/core/org-slug'

export const VALIDATION_STATUSES = ['VALID', 'INVALID', 'PENDING', 'EXPIRED', 'PARTIAL_VALID'] as const
export type ValidationStatus = (typeof VALIDATION_STATUSES)[number]

/** A row of `org_integration_credentials`, without the ciphertext. */
export type CredentialRow = {
  readonly credential_id: string
  readonly org_slug: OrgSlug
  readonly provider: string
  readonly credential_name: string | null
  readonly credential_type: string
  readonly validation_status: ValidationStatus
  readonly last_validated_at: Date | null
  readonly last_error: string | null
  readonly metadata: Readonly<Record<string, unknown>> | null
  readonly is_active: boolean
  readonly created_at: Date
  readonly updated_at: Date | null
  readonly expires_at: Date | null
}

/** A credential row with its KMS envelope: for the one who decrypts, and writes that down in the audit log. */
export type SealedCredentialRow = CredentialRow & { readonly encrypted_credential: Uint8Array }

export const CREDENTIAL_COLUMNS = `credential_id, org_slug, provider, credential_name, credential_type, validation_status,
  last_validated_at, last_error, metadata, is_active, created_at, updated_at, expires_at`

/**
 * What a credential's ciphertext is bound to. The API service seals with it and the pipeline service opens with it, so
 * it is written once, here.
 */
export function credentialContext(org: OrgSlug, provider: string, credentialId: string) {
  return { orgSlug: org, purpose: 'credential', subjectId: `${provider}/${credentialId}` }
}
