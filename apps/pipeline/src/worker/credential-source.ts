import { AppError } from '@cloudact/core/errors'
import type { Kms } from '@cloudact/core/ports/kms'
import type { Database } from '@cloudact/core/ports/sql'
import type { CredentialQuery, CredentialSource } from '@cloudact/engine/credential-source'
import type { Credential } from '@cloudact/engine/processor'
import type { SecretRegistry } from '@cloudact/security/secret-registry'
import { insertAuditLog } from '@cloudact/store/audit/insert-audit-log'
import { credentialContext, type SealedCredentialRow } from '@cloudact/store/credentials/credential-row'
import { findActiveCredential } from '@cloudact/store/credentials/find-credential'
import { z } from 'zod'

const Secrets = z.record(z.string(), z.string())

export type CredentialPorts = {
  readonly database: Database
  readonly kms: Kms
  readonly secrets: SecretRegistry
}

/** Opens stored credentials for steps. Every opening is in the audit log, the failed ones too. */
export function openCredentialSource(ports: CredentialPorts): CredentialSource {
  const { database, secrets } = ports
  return {
    async open(query) {
      const { org, provider, credentialId } = query
      const row = await findActiveCredential(database, { org, provider, credentialId })
      if (row === undefined) return null
      const opened = await unseal(ports, query, row).catch(async (error: unknown) => {
        await writeAudit(ports, query, row, 'The credential could not be decrypted.')
        throw error
      })
      for (const secret of Object.values(opened)) secrets.register(secret)
      // Written before the secret is handed out: an opening that nobody can see must not happen.
      await writeAudit(ports, query, row, null)
      return toCredential(row, opened)
    },
  }
}

async function unseal(
  { kms }: CredentialPorts,
  { org, provider }: CredentialQuery,
  row: SealedCredentialRow,
): Promise<z.output<typeof Secrets>> {
  const plaintext = await kms.decrypt(
    row.encrypted_credential,
    credentialContext(org, provider, row.credential_id),
  )
  const parsed = Secrets.safeParse(JSON.parse(new TextDecoder().decode(plaintext)))
  if (!parsed.success) {
    throw new AppError(
      'internal',
      'The stored credential is not readable. Save it again under Integrations.',
      {
        detail: { credentialId: row.credential_id },
      },
    )
  }
  return parsed.data
}

function writeAudit(
  { database }: CredentialPorts,
  query: CredentialQuery,
  row: SealedCredentialRow,
  errorMessage: string | null,
): Promise<void> {
  return insertAuditLog(database, {
    orgSlug: query.org,
    userId: null,
    apiKeyId: null,
    action: 'READ',
    resourceType: 'credential',
    resourceId: row.credential_id,
    details: { operation: 'decrypt', provider: query.provider, run_id: query.runId, step_id: query.stepId },
    ipAddress: null,
    userAgent: null,
    requestId: null,
    status: errorMessage === null ? 'SUCCESS' : 'FAILURE',
    errorMessage,
  })
}

function toCredential(row: SealedCredentialRow, secrets: Readonly<Record<string, string>>): Credential {
  return {
    credentialId: row.credential_id,
    provider: row.provider,
    name: row.credential_name ?? row.provider,
    secrets,
    metadata: row.metadata ?? {},
  }
}
