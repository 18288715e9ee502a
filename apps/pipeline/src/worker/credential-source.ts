import type { CredentialSource } from '@cloudact/engine/credential-source'
import { findActiveCredential } from '@cloudact/store/credentials/find-credential'
import { openCredential, type CredentialPorts } from './open-credential.ts'

/** Opens stored credentials for steps. */
export function openCredentialSource(ports: CredentialPorts): CredentialSource {
  return {
    async open({ org, provider, credentialId, runId, stepId }) {
      const database = ports.database.forOrg(org)
      const row = await findActiveCredential(database, { org, provider, credentialId })
      if (row === undefined) return null
      return {
        credentialId: row.credential_id,
        provider: row.provider,
        name: row.credential_name ?? row.provider,
        secrets: await openCredential({ ...ports, database }, org, row, { run_id: runId, step_id: stepId }),
        metadata: row.metadata ?? {},
      }
    },
  }
}
