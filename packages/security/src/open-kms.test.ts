import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type KmsClient, loadKmsClient } from './cloud-kms/kms-client.ts'
import { openLocalKeyRing } from './local-key-ring.ts'
import { openKms } from './open-kms.ts'
import { type FakeCloudKms, fakeCloudKms } from './testing/fake-cloud-kms.ts'

const context = { orgSlug: 'acme', purpose: 'credential', subjectId: 'openai/cred_1' }
const secret = new TextEncoder().encode('sk-live-1')

let folder: string
let google: FakeCloudKms
let client: KmsClient
beforeAll(async () => {
  google = await fakeCloudKms()
  client = await loadKmsClient(google.url)
})
afterAll(() => google.close())
beforeEach(async () => {
  google.reset()
  folder = await mkdtemp(join(tmpdir(), 'keys-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const cloud = (keys = folder) => openKms(keys, { key: google.key, endpoint: google.url }, async () => client)
const local = () => openKms(folder, { key: undefined, endpoint: undefined })

describe('the KMS of a deployment', () => {
  it('is the local key ring unless a key of Cloud KMS is named', async () => {
    expect([(await local()).provider, (await cloud()).provider]).toEqual(['local', 'google'])
  })

  it('makes no local key where Cloud KMS keeps them', async () => {
    await (await cloud()).encrypt(secret, context)

    expect(await readdir(folder)).toEqual([])
    expect((await cloud(join(folder, 'absent'))).provider).toBe('google')
  })

  it('opens what the key ring encrypted before, and moves it over when it is wrapped again', async () => {
    const old = await (await openLocalKeyRing(folder)).encrypt(secret, context)
    const kms = await cloud()

    expect(await kms.decrypt(old.ciphertext, context)).toEqual(Buffer.from(secret))
    const moved = await kms.rewrap(old.ciphertext, context, await kms.currentKeyVersion())
    await rm(join(folder, 'kms-v1.key'))

    const reopened = await cloud()
    expect(moved?.keyVersion).toBe(`${google.key}/cryptoKeyVersions/1`)
    expect(await reopened.decrypt(moved?.ciphertext ?? secret, context)).toEqual(Buffer.from(secret))
    await expect(reopened.decrypt(old.ciphertext, context)).rejects.toThrow(/another key/)
  })

  it('says that a secret belongs to another keeper when the setting is gone', async () => {
    const { ciphertext } = await (await cloud()).encrypt(secret, context)

    await expect((await local()).decrypt(ciphertext, context)).rejects.toMatchObject({
      message: expect.stringContaining('another key'),
      detail: { sealedWith: expect.stringContaining('CLOUDACT_KMS_KEY') },
    })
  })
})
