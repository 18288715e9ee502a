import { randomUUID } from 'node:crypto'
import type { Catalog } from '@cloudact/catalog/catalog'
import { requireProvider } from '@cloudact/catalog/find-provider'
import { AppError } from '@cloudact/core/errors'
import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Clock } from '@cloudact/core/ports/clock'
import type { Database } from '@cloudact/core/ports/sql'
import type { CredentialCheck, CredentialKeeper } from '@cloudact/engine/services'
import { validateCredential } from '@cloudact/providers/validate'
import { credentialContext, type SealedCredentialRow } from '@cloudact/store/credentials/credential-row'
import { findActiveCredential } from '@cloudact/store/credentials/find-credential'
import {
  findHandedOverCredential,
  removeHandedOverCredential,
} from '@cloudact/store/credentials/handed-over-credential'
import { insertCredential } from '@cloudact/store/credentials/insert-credential'
import { refuseBeyondProviderLimit } from '@cloudact/store/credentials/provider-limit'
import { recordValidation } from '@cloudact/store/credentials/update-credential'
import { lockSubscription } from '@cloudact/store/quota/subscription'
import { openCredential, type CredentialPorts } from '../worker/open-credential.ts'

export type CredentialKeeperPorts = CredentialPorts & {
  readonly catalogFor: (org: OrgSlug) => Catalog
  readonly clock: Clock
}

const UNCHECKED: CredentialCheck = {
  status: 'PENDING',
  message: 'The credential was not checked.',
  checks: [],
}

/** Stores and checks credentials for `integrations.*` steps, by the same rules as the API's integration routes. */
export function createCredentialKeeper(ports: CredentialKeeperPorts): CredentialKeeper {
  const { kms } = ports

  /** Asks the vendor. A refusal may quote the key, so the message passes the mask. Throws `provider_unavailable`. */
  async function check(
    org: OrgSlug,
    key: string,
    secrets: Readonly<Record<string, string>>,
    metadata: Readonly<Record<string, unknown>>,
    signal: AbortSignal,
  ): Promise<CredentialCheck> {
    const { provider } = requireProvider(ports.catalogFor(org), key)
    const input = { provider: key, providerConfig: provider, secrets, metadata, clock: ports.clock, signal }
    const result = await validateCredential(input)
    return { ...result, message: ports.secrets.redact(result.message) }
  }

  return {
    async store({ org, provider, name, handle, validate }, signal) {
      const database = ports.database.forOrg(org)
      const resolved = requireProvider(ports.catalogFor(org), provider)
      const { key } = resolved
      const waiting = await findHandedOverCredential(database, org, key, handle)
      if (waiting === undefined) throw usedUp()
      const secrets = await openCredential({ ...ports, database }, org, waiting, { purpose: 'store' })
      const metadata = waiting.metadata ?? {}
      const outcome = validate ? await check(org, key, secrets, metadata, signal) : UNCHECKED
      if (outcome.status === 'INVALID') {
        await removeHandedOverCredential(database, org, handle)
        throw new AppError('credential_rejected', outcome.message)
      }
      const credentialId = `cred_${randomUUID()}`
      const sealed = await kms.encrypt(
        new TextEncoder().encode(JSON.stringify(secrets)),
        credentialContext(org, key, credentialId),
      )
      await database.transaction(async (tx) => {
        const { providers_limit: limit } = await lockSubscription(tx, org)
        await refuseBeyondProviderLimit(tx, org, key, limit)
        if (!(await removeHandedOverCredential(tx, org, handle))) throw usedUp()
        await insertCredential(tx, {
          credentialId,
          org,
          provider: key,
          name,
          type: resolved.provider.credential_type,
          sealed,
          validationStatus: outcome.status,
          metadata,
          userId: null,
        })
      })
      return { credentialId, provider: key, name, check: outcome }
    },
    async validate({ org, provider, credentialId }, signal) {
      const database = ports.database.forOrg(org)
      const { key } = requireProvider(ports.catalogFor(org), provider)
      const row = await activeCredential(database, org, key, credentialId)
      const secrets = await openCredential({ ...ports, database }, org, row, { purpose: 'validate' })
      const outcome = await check(org, key, secrets, row.metadata ?? {}, signal)
      await recordValidation(database, org, row.credential_id, {
        status: outcome.status,
        error: outcome.status === 'INVALID' ? outcome.message : null,
      })
      const reference = {
        credentialId: row.credential_id,
        provider: key,
        name: row.credential_name ?? key,
      }
      return { ...reference, check: outcome }
    },
  }
}

async function activeCredential(
  database: Database,
  org: OrgSlug,
  provider: string,
  credentialId: string | undefined,
): Promise<SealedCredentialRow> {
  const row = await findActiveCredential(database, { org, provider, credentialId })
  if (row !== undefined) return row
  throw new AppError(
    'not_found',
    `The integration "${provider}" is not configured. Set it up under Integrations.`,
  )
}

function usedUp(): AppError {
  return new AppError(
    'not_found',
    'The credential this run should store is no longer there: it was stored already or waited too long. Hand it over again.',
  )
}
