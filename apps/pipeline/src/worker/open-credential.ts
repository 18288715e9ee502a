import { AppError } from '@cloudact/core/errors'
import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Kms } from '@cloudact/core/ports/kms'
import type { Database } from '@cloudact/core/ports/sql'
import type { SecretRegistry } from '@cloudact/security/secret-registry'
import { insertAuditLog } from '@cloudact/store/audit/insert-audit-log'
import { credentialContext, type SealedCredentialRow } from '@cloudact/store/credentials/credential-row'
import { z } from 'zod'

const Secrets = z.record(z.string(), z.string())

export type CredentialPorts = {
  readonly database: Database
  readonly kms: Kms
  readonly secrets: SecretRegistry
}

/**
 * Decrypts a stored credential. Every opening is in the audit log with `details`, the failed ones too, and the secrets
 * can no longer be printed.
 */
export async function openCredential(
  ports: CredentialPorts,
  org: OrgSlug,
  row: SealedCredentialRow,
  details: Readonly<Record<string, unknown>>,
): Promise<Readonly<Record<string, string>>> {
  const audit = (errorMessage: string | null): Promise<void> =>
    insertAuditLog(ports.database, {
      orgSlug: org,
      userId: null,
      apiKeyId: null,
      action: 'READ',
      resourceType: 'credential',
      resourceId: row.credential_id,
      details: { operation: 'decrypt', provider: row.provider, ...details },
      ipAddress: null,
      userAgent: null,
      requestId: null,
      status: errorMessage === null ? 'SUCCESS' : 'FAILURE',
      errorMessage,
    })
  const opened = await unseal(ports.kms, org, row).catch(async (error: unknown) => {
    await audit('The credential could not be decrypted.')
    throw error
  })
  for (const secret of Object.values(opened)) ports.secrets.register(secret)
  // Written before the secret is handed out: an opening that nobody can see must not happen.
  await audit(null)
  return opened
}

async function unseal(kms: Kms, org: OrgSlug, row: SealedCredentialRow): Promise<z.output<typeof Secrets>> {
  const plaintext = await kms.decrypt(
    row.encrypted_credential,
    credentialContext(org, row.provider, row.credential_id),
  )
  const parsed = Secrets.safeParse(JSON.parse(new TextDecoder().decode(plaintext)))
  if (!parsed.success) {
    throw new AppError(
      'internal',
      'The stored credential is not readable. Save it again under Integrations.',
      { detail: { credentialId: row.credential_id } },
    )
  }
  return parsed.data
}
