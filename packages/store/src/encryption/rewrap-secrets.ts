import { AppError } from '@cloudact/core/errors'
import type { OrgSlug } from '@cloudact/core/org-slug'
import type { EncryptionContext, Kms } from '@cloudact/core/ports/kms'
import type { Database } from '@cloudact/core/ports/sql'
import { apiKeyContext } from '../api-keys/prepare-api-key.ts'
import { credentialContext } from '../credentials/credential-row.ts'
import { channelContext } from '../notifications/channel-secrets.ts'

const BATCH = 200
/** Secrets wrapped at once: an outside keeper answers in tens of milliseconds. */
const AT_ONCE = 8
const CHANNEL_SECRETS = [
  'slack_webhook_url_encrypted',
  'webhook_url_encrypted',
  'webhook_headers_encrypted',
] as const

type Kind = 'credential' | 'api_key' | 'notification_channel'

export type UnreadableSecret = { readonly kind: Kind; readonly org: OrgSlug; readonly id: string }

export type RewrapOutcome = {
  readonly keyVersion: string
  readonly rewrapped: number
  /** Still under a former version, because the keeper goes on using it for a while: run again later. */
  readonly remaining: number
  /** Altered, or wrapped by a version that is gone. Left as they are. */
  readonly unreadable: readonly UnreadableSecret[]
}

type Stored = {
  readonly id: string
  readonly org_slug: OrgSlug
  readonly provider: string
  readonly ciphertext: Uint8Array
}

type SecretTable = {
  readonly kind: Kind
  readonly select: string
  /** Parameters: id, ciphertext as read, new ciphertext; and the new key version where it is recorded. */
  readonly update: string
  readonly recordsVersion?: true
  readonly context: (row: Stored) => EncryptionContext
}

/**
 * Moves every stored credential, API key and channel address to the current key version, in batches. Each secret is
 * moved by itself, so a run that was cut off goes on where it stopped when it is started again. A secret that is
 * replaced meanwhile keeps its new ciphertext. Throws `provider_unavailable` when the keeper cannot be used.
 */
export async function rewrapSecrets(
  database: Database,
  kms: Pick<Kms, 'currentKeyVersion' | 'rewrap'>,
): Promise<RewrapOutcome> {
  const keyVersion = await kms.currentKeyVersion()
  const unreadable: UnreadableSecret[] = []
  let [rewrapped, remaining] = [0, 0]
  for (const table of SECRET_TABLES) {
    for await (const rows of batches(database, table.select)) {
      await Promise.all(rows.map((row) => move(table, row)))
    }
  }
  return { keyVersion, rewrapped, remaining, unreadable }

  async function move(table: SecretTable, row: Stored): Promise<void> {
    const sealed = await kms
      .rewrap(row.ciphertext, table.context(row), keyVersion)
      .catch((error: unknown) => {
        if (!(error instanceof AppError) || error.code !== 'internal') throw error
        unreadable.push({ kind: table.kind, org: row.org_slug, id: row.id })
        return undefined
      })
    if (!sealed) return
    if (sealed.keyVersion !== keyVersion) remaining += 1
    else {
      const parameters = [row.id, row.ciphertext, sealed.ciphertext]
      const rows = await database.query(
        table.update,
        table.recordsVersion ? [...parameters, sealed.keyVersion] : parameters,
      )
      rewrapped += rows.length
    }
  }
}

/** Rows in groups that are small enough to be worked on at once. */
async function* batches(database: Database, select: string): AsyncGenerator<readonly Stored[]> {
  for (let after = ''; ;) {
    const rows = await database.query<Stored>(select, [after])
    for (let start = 0; start < rows.length; start += AT_ONCE) yield rows.slice(start, start + AT_ONCE)
    const last = rows.at(-1)
    if (!last || rows.length < BATCH) return
    after = last.id
  }
}

const SECRET_TABLES: readonly SecretTable[] = [
  {
    kind: 'credential',
    select: `SELECT credential_id AS id, org_slug, provider, encrypted_credential AS ciphertext
             FROM org_integration_credentials WHERE credential_id > $1 ORDER BY credential_id LIMIT ${BATCH}`,
    update: `UPDATE org_integration_credentials SET encrypted_credential = $3, kms_key_version = $4
             WHERE credential_id = $1 AND encrypted_credential = $2 RETURNING credential_id`,
    recordsVersion: true,
    context: (row) => credentialContext(row.org_slug, row.provider, row.id),
  },
  {
    kind: 'api_key',
    select: `SELECT org_api_key_id AS id, org_slug, '' AS provider, encrypted_org_api_key AS ciphertext
             FROM org_api_keys WHERE org_api_key_id > $1 AND encrypted_org_api_key IS NOT NULL ORDER BY org_api_key_id LIMIT ${BATCH}`,
    update: `UPDATE org_api_keys SET encrypted_org_api_key = $3
             WHERE org_api_key_id = $1 AND encrypted_org_api_key = $2 RETURNING org_api_key_id`,
    context: (row) => apiKeyContext(row.org_slug, row.id),
  },
  // Channels keep the envelope as base64 text.
  ...CHANNEL_SECRETS.map((column): SecretTable => ({
    kind: 'notification_channel',
    select: `SELECT channel_id AS id, org_slug, '' AS provider, decode(${column}, 'base64') AS ciphertext
               FROM org_notification_channels WHERE channel_id > $1 AND ${column} <> '' ORDER BY channel_id LIMIT ${BATCH}`,
    update: `UPDATE org_notification_channels SET ${column} = replace(encode($3::bytea, 'base64'), E'\\n', '')
               WHERE channel_id = $1 AND decode(${column}, 'base64') = $2::bytea RETURNING channel_id`,
    context: (row) => channelContext(row.org_slug, row.id),
  })),
]
