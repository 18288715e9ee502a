import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Kms } from '@cloudact/core/ports/kms'
import type { Database } from '@cloudact/core/ports/sql'
import { type KmsClient, loadKmsClient } from '@cloudact/security/cloud-kms/kms-client'
import { openCloudKms } from '@cloudact/security/cloud-kms/open-cloud-kms'
import { openLocalKeyRing } from '@cloudact/security/local-key-ring'
import { type FakeCloudKms, fakeCloudKms } from '@cloudact/security/testing/fake-cloud-kms'
import { GoogleRefusal } from '@cloudact/security/testing/fake-google'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { prepareApiKey } from '../api-keys/prepare-api-key.ts'
import { credentialContext } from '../credentials/credential-row.ts'
import { insertCredential } from '../credentials/insert-credential.ts'
import { openChannelSecret, sealChannelSecret } from '../notifications/channel-secrets.ts'
import { testDatabase } from '../testing/test-database.ts'
import { testOrganization } from '../testing/test-organization.ts'
import { rewrapSecrets } from './rewrap-secrets.ts'

const unavailable = new GoogleRefusal(503, 'UNAVAILABLE', 'The service is currently unavailable.')

let database: Database
let google: FakeCloudKms
let client: KmsClient
let folder: string
let org: OrgSlug
beforeAll(async () => {
  database = await testDatabase()
  org = await testOrganization(database, 'acme')
  google = await fakeCloudKms()
  client = await loadKmsClient(google.url)
  folder = await mkdtemp(join(tmpdir(), 'rewrap-'))
})
afterAll(async () => {
  await google.close()
  await database.close()
  await rm(folder, { recursive: true, force: true })
})
beforeEach(async () => {
  google.reset()
  for (const table of ['org_integration_credentials', 'org_api_keys', 'org_notification_channels'])
    await database.query(`DELETE FROM ${table}`)
})

const cloud = () => openCloudKms(client, google.key, async () => undefined)
const adapters: readonly [string, () => Promise<Kms>][] = [
  ['the local key ring', async () => openLocalKeyRing(await mkdtemp(join(folder, 'ring-')))],
  ['Cloud KMS', cloud],
]

async function storeCredential(kms: Kms, id: string, secret: string): Promise<void> {
  const sealed = await kms.encrypt(new TextEncoder().encode(secret), credentialContext(org, 'openai', id))
  await database.transaction((tx) =>
    insertCredential(tx, {
      credentialId: id,
      org,
      provider: 'openai',
      name: id,
      type: 'API_KEY',
      sealed,
      validationStatus: 'VALID',
      metadata: {},
      userId: null,
    }),
  )
}

const credentials = () =>
  database.query<{ id: string; ciphertext: Uint8Array; version: string }>(
    `SELECT credential_id AS id, encrypted_credential AS ciphertext, kms_key_version AS version
     FROM org_integration_credentials ORDER BY credential_id`,
  )

async function openAll(kms: Kms): Promise<string[]> {
  const rows = await credentials()
  return Promise.all(
    rows.map(async ({ id, ciphertext }) =>
      new TextDecoder().decode(await kms.decrypt(ciphertext, credentialContext(org, 'openai', id))),
    ),
  )
}

describe.each(adapters)('wrapping the stored secrets again with %s', (_, open) => {
  it('moves credentials, API keys and channel addresses, records the version and loses nothing', async () => {
    const kms = await open()
    for (let number = 0; number < 20; number += 1)
      await storeCredential(kms, `cred_${String(number).padStart(2, '0')}`, `sk-${number}`)
    const key = await prepareApiKey(kms, { generate: () => 'acme_api_x', hash: () => 'hash' }, org)
    await database.query(
      `INSERT INTO org_api_keys (org_api_key_id, org_slug, org_api_key_hash, encrypted_org_api_key) VALUES ($1, $2, $3, $4)`,
      [key.keyId, org, key.hash, key.ciphertext],
    )
    await database.query(
      `INSERT INTO org_notification_channels (channel_id, org_slug, name, channel_type, slack_webhook_url_encrypted, created_by)
       VALUES ('chn_1', $1, 'hook', 'slack', $2, 'test')`,
      [org, await sealChannelSecret(kms, org, 'chn_1', 'https://hooks.example/1')],
    )
    const version = await kms.rotate()

    const outcome = await rewrapSecrets(database, kms)

    expect(outcome).toEqual({ keyVersion: version, rewrapped: 22, remaining: 0, unreadable: [] })
    expect(await openAll(kms)).toEqual(Array.from({ length: 20 }, (_, number) => `sk-${number}`))
    expect(new Set((await credentials()).map((row) => row.version))).toEqual(new Set([version]))
    const [channel] = await database.query<{ sealed: string }>(
      'SELECT slack_webhook_url_encrypted AS sealed FROM org_notification_channels',
    )
    expect(await openChannelSecret(kms, org, 'chn_1', channel?.sealed ?? '')).toBe('https://hooks.example/1')
    expect(await rewrapSecrets(database, kms)).toMatchObject({ rewrapped: 0, remaining: 0 })
  })

  it('names what it cannot open, leaves it and moves the rest', async () => {
    const kms = await open()
    await storeCredential(kms, 'cred_a', 'sk-a')
    await storeCredential(kms, 'cred_b', 'sk-b')
    // A byte of what has to be opened for wrapping: the text itself, at the end, is not looked at.
    await database.query(
      `UPDATE org_integration_credentials SET encrypted_credential =
         set_byte(encrypted_credential, length(encrypted_credential) - 40, 255 - get_byte(encrypted_credential, length(encrypted_credential) - 40))
       WHERE credential_id = 'cred_a'`,
    )
    const [before] = await credentials()
    await kms.rotate()

    const outcome = await rewrapSecrets(database, kms)

    expect(outcome).toMatchObject({
      rewrapped: 1,
      unreadable: [{ kind: 'credential', org: 'acme', id: 'cred_a' }],
    })
    expect((await credentials())[0]).toEqual(before)
  })
})

describe('wrapping the stored secrets again with Cloud KMS', () => {
  it('goes on where it stopped after the service was gone in between', async () => {
    const kms = await cloud()
    for (let number = 0; number < 16; number += 1)
      await storeCredential(kms, `cred_${String(number).padStart(2, '0')}`, `sk-${number}`)
    const version = await kms.rotate()
    // The first group of eight goes through: one call for the version, then two for each secret.
    google.faults.push(
      ...Array.from({ length: 17 }, () => undefined),
      ...Array.from({ length: 64 }, () => unavailable),
    )

    await expect(rewrapSecrets(database, kms)).rejects.toMatchObject({ code: 'provider_unavailable' })
    const moved = (await credentials()).filter((row) => row.version === version)
    google.faults.length = 0
    google.calls.length = 0
    const outcome = await rewrapSecrets(database, kms)

    expect(moved).toHaveLength(8)
    expect(outcome).toMatchObject({ rewrapped: 8, remaining: 0, unreadable: [] })
    expect(google.calls).toHaveLength(1 + 2 * 8)
    expect(await openAll(kms)).toHaveLength(16)
  })

  it('stops at once when it may no longer decrypt, instead of calling every secret unreadable', async () => {
    const kms = await cloud()
    await storeCredential(kms, 'cred_a', 'sk-a')
    await kms.rotate()
    google.refused.add('decrypt')

    await expect(rewrapSecrets(database, kms)).rejects.toMatchObject({ code: 'provider_unavailable' })
  })

  it('counts what Google still wraps with the former version, and moves it later', async () => {
    const kms = await cloud()
    await storeCredential(kms, 'cred_a', 'sk-a')
    await kms.rotate()
    const target = await kms.currentKeyVersion()
    const lagging = { currentKeyVersion: async () => target, rewrap: kms.rewrap.bind(kms) }
    google.primary = 1

    expect(await rewrapSecrets(database, lagging)).toMatchObject({ rewrapped: 0, remaining: 1 })
    google.primary = 2
    expect(await rewrapSecrets(database, lagging)).toMatchObject({ rewrapped: 1, remaining: 0 })
  })
})
