import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Credential } from './processor.ts'

export type CredentialQuery = {
  readonly org: OrgSlug
  readonly provider: string
  /** Exactly this credential; absent: the organization's active one of the provider. */
  readonly credentialId?: string
  /** Who opens it: goes into the audit log. */
  readonly runId: string
  readonly stepId: string
}

/** Opens stored credentials: reads, decrypts, audits, and makes the log redaction know the secrets. */
export interface CredentialSource {
  /** `null` when there is none, or it is not this organization's, not this provider's, inactive or expired. */
  open(query: CredentialQuery): Promise<Credential | null>
}
