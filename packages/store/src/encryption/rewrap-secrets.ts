import type { OrgSlug } from '@cloudact/core/org-slug'
import type { EncryptionContext, Sealed } from '@cloudact/core/ports/kms'
import type { Database } from '@cloudact/core/ports/sql'
import { apiKeyContext } from '../api-keys/prepare-api-key.ts'
import { credentialContext } from '../credentials/credential-row.ts'
import { channelContext } from '../notifications/channel-secrets.ts'

const BATCH = 200
const CHANNEL_SECRETS = [
  'slack_webhook_url_encrypted',
  'webhook_url_encrypted',
  'webhook_headers_encrypted',
] as const

/** Wraps a ciphertext under the current key version; undefined when it is already. */
export type Rewrap = (ciphertext: Uint8Array, context: EncryptionContext) => Promise<Sealed | undefined>

type Stored = {
  readonly id: string
  readonly org_slug: OrgSlug
  readonly provider: string
  readonly ciphertext: Uint8Array
}

/**
 * Moves every stored credential, API key and channel address to the current key version, in batches. A secret that is
 * replaced meanwhile keeps its new ciphertext. Returns how many were moved.
 */
export async function rewrapSecrets(database: Database, rewrap: Rewrap): Promise<number> {
  const credentials = await rewrapTable(
    database,
    {
      select: `SELECT credential_id AS id, org_slug, provider, encrypted_credential AS ciphertext
               FROM org_integration_credentials WHERE credential_id > $1 ORDER BY credential_id LIMIT ${BATCH}`,
      update: `UPDATE org_integration_credentials SET encrypted_credential = $3
               WHERE credential_id = $1 AND encrypted_credential = $2 RETURNING credential_id`,
    },
    (row) => rewrap(row.ciphertext, credentialContext(row.org_slug, row.provider, row.id)),
  )
  const apiKeys = await rewrapTable(
    database,
    {
      select: `SELECT org_api_key_id AS id, org_slug, '' AS provider, encrypted_org_api_key AS ciphertext
               FROM org_api_keys WHERE org_api_key_id > $1 AND encrypted_org_api_key IS NOT NULL ORDER BY org_api_key_id LIMIT ${BATCH}`,
      update: `UPDATE org_api_keys SET encrypted_org_api_key = $3
               WHERE org_api_key_id = $1 AND encrypted_org_api_key = $2 RETURNING org_api_key_id`,
    },
    (row) => rewrap(row.ciphertext, apiKeyContext(row.org_slug, row.id)),
  )
  let channels = 0
  for (const column of CHANNEL_SECRETS) {
    // Channels keep the envelope as base64 text.
    channels += await rewrapTable(
      database,
      {
        select: `SELECT channel_id AS id, org_slug, '' AS provider, decode(${column}, 'base64') AS ciphertext
                 FROM org_notification_channels WHERE channel_id > $1 AND ${column} <> '' ORDER BY channel_id LIMIT ${BATCH}`,
        update: `UPDATE org_notification_channels SET ${column} = replace(encode($3::bytea, 'base64'), E'\\n', '')
                 WHERE channel_id = $1 AND decode(${column}, 'base64') = $2::bytea RETURNING channel_id`,
      },
      (row) => rewrap(row.ciphertext, channelContext(row.org_slug, row.id)),
    )
  }
  return credentials + apiKeys + channels
}

async function rewrapTable(
  database: Database,
  statements: { readonly select: string; readonly update: string },
  move: (row: Stored) => Promise<Sealed | undefined>,
): Promise<number> {
  let moved = 0
  for (let after = ''; ;) {
    const rows = await database.query<Stored>(statements.select, [after])
    for (const row of rows) {
      const sealed = await move(row)
      if (sealed)
        moved += (await database.query(statements.update, [row.id, row.ciphertext, sealed.ciphertext])).length
    }
    const last = rows.at(-1)
    if (!last || rows.length < BATCH) return moved
    after = last.id
  }
}
