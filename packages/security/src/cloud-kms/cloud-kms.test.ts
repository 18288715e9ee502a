import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type FakeCloudKms, fakeCloudKms, KEY } from '../testing/fake-cloud-kms.ts'
import { GoogleRefusal } from '../testing/fake-google.ts'
import { kmsContract } from '../testing/kms-contract.ts'
import { type KmsClient, loadKmsClient } from './kms-client.ts'
import { openCloudKms } from './open-cloud-kms.ts'

const context = { orgSlug: 'acme', purpose: 'credential', subjectId: 'openai/cred_1' }
const secret = new TextEncoder().encode('sk-live-1')

let google: FakeCloudKms
let client: KmsClient
beforeAll(async () => {
  google = await fakeCloudKms()
  client = await loadKmsClient(google.url)
})
afterAll(() => google.close())

kmsContract('Cloud KMS by its own client over REST', async () => {
  google.reset()
  return {
    open: () => openCloudKms(client, google.key),
    loseFirstVersion: async () => void google.states.set(1, 'DESTROYED'),
    close: async () => {},
  }
})

describe('Cloud KMS', () => {
  let waits: number[]
  beforeEach(() => {
    google.reset()
    waits = []
  })

  const open = (key = KEY) => openCloudKms(client, key, async (milliseconds) => void waits.push(milliseconds))
  const unavailable = new GoogleRefusal(503, 'UNAVAILABLE', 'The service is currently unavailable.')

  it('records the full name of the version that wrapped the data key', async () => {
    expect((await (await open()).encrypt(secret, context)).keyVersion).toBe(`${KEY}/cryptoKeyVersions/1`)
  })

  it('asks the service once for each encryption and never sends it the secret', async () => {
    const kms = await open()
    google.calls.length = 0

    await kms.encrypt(secret, context)

    expect(google.calls).toEqual([`POST ${KEY}:encrypt`])
  })

  it('tries again after 1, 2 and 4 seconds when the service is unavailable or hangs up', async () => {
    const kms = await open()
    google.faults.push(unavailable, 'hang up', unavailable)

    const { ciphertext } = await kms.encrypt(secret, context)

    expect(waits).toEqual([1000, 2000, 4000])
    expect(Buffer.from(await kms.decrypt(ciphertext, context)).toString()).toBe('sk-live-1')
  })

  it('gives up after the fourth attempt with an error that may be tried again', async () => {
    const kms = await open()
    google.calls.length = 0
    google.faults.push(unavailable, unavailable, unavailable, unavailable)

    await expect(kms.encrypt(secret, context)).rejects.toMatchObject({
      code: 'provider_unavailable',
      message: expect.not.stringContaining('acme-prod'),
      detail: { key: KEY, reason: expect.stringContaining('currently unavailable') },
    })
    expect(google.calls).toHaveLength(4)
  })

  it.each([
    ['an answer', { answers: 1, requests: 0 }],
    ['a request', { answers: 0, requests: 1 }],
  ])('takes %s that was damaged on the way for a fault and repeats the call', async (_, damage) => {
    const kms = await open()
    google.damage = { ...damage }

    const { ciphertext } = await kms.encrypt(secret, context)
    expect(waits).toEqual([1000])
    google.damage = { answers: damage.answers, requests: 0 }
    expect(Buffer.from(await kms.decrypt(ciphertext, context)).toString()).toBe('sk-live-1')
  })

  it('fails rather than trusting what keeps arriving damaged', async () => {
    const kms = await open()
    google.damage = { answers: 4, requests: 0 }

    await expect(kms.encrypt(secret, context)).rejects.toMatchObject({ code: 'provider_unavailable' })
  })

  it('says that the key cannot be used, without its name, when permission is taken away', async () => {
    const kms = await open()
    google.refused.add('encrypt')

    await expect(kms.encrypt(secret, context)).rejects.toMatchObject({
      code: 'provider_unavailable',
      message: expect.not.stringContaining('projects/'),
      detail: { reason: expect.stringContaining('Encrypter/Decrypter') },
    })
    expect(waits).toEqual([])
  })

  it('tells a disabled version from an altered secret', async () => {
    const kms = await open()
    const { ciphertext } = await kms.encrypt(secret, context)
    google.states.set(1, 'DISABLED')

    await expect(kms.decrypt(ciphertext, context)).rejects.toMatchObject({
      message: expect.stringContaining('encryption key of this deployment cannot be used'),
      detail: { reason: expect.stringContaining('current state is: DISABLED') },
    })
    google.states.set(1, 'ENABLED')
    await expect(kms.decrypt(ciphertext, { ...context, orgSlug: 'globex' })).rejects.toMatchObject({
      message: expect.stringContaining('belongs to another organization'),
    })
  })

  it('waits for a new version to be made before it becomes primary', async () => {
    const kms = await open()
    google.born = 'PENDING_GENERATION'

    expect(await kms.rotate()).toBe(`${KEY}/cryptoKeyVersions/2`)
    expect(waits).toEqual([1000])
    expect(google.primary).toBe(2)
  })

  it('makes no second version when the answer to the first was lost', async () => {
    const kms = await open()
    google.faults.push(unavailable)

    await expect(kms.rotate()).rejects.toMatchObject({ code: 'provider_unavailable' })
    expect(google.calls.filter((call) => call === `POST ${KEY}/cryptoKeyVersions`)).toHaveLength(1)
  })

  it('says what the operator can do who may use the key and not change it', async () => {
    const kms = await open()
    google.refused.add('create')

    await expect(kms.rotate()).rejects.toMatchObject({
      detail: { reason: expect.stringContaining('keys rewrap') },
    })
  })

  it('says so while Google still wraps with the former version', async () => {
    const kms = await open()
    const { ciphertext } = await kms.encrypt(secret, context)
    google.lag = 1
    const version = await kms.rotate()

    const early = await kms.rewrap(ciphertext, context, version)
    expect(early?.keyVersion).toBe(`${KEY}/cryptoKeyVersions/1`)
    expect((await kms.rewrap(ciphertext, context, version))?.keyVersion).toBe(version)
  })

  it('does not ask another key than its own, whatever a stored secret names', async () => {
    const kms = await open()
    const { ciphertext } = await kms.encrypt(secret, context)
    const forged = Buffer.from(
      Buffer.from(ciphertext).toString('latin1').replace('acme-prod', 'evil-prod'),
      'latin1',
    )
    google.calls.length = 0

    await expect(kms.decrypt(forged, context)).rejects.toThrow(/another key than this deployment uses/)
    expect(google.calls).toEqual([])
  })

  describe('at start', () => {
    it('needs no right but to use the key', async () => {
      for (const permission of ['get', 'create', 'update'] as const) google.refused.add(permission)

      const kms = await open()

      expect(await kms.currentKeyVersion()).toBe(`${KEY}/cryptoKeyVersions/1`)
    })

    it('names both rights when it has neither', async () => {
      google.refused.add('encrypt').add('decrypt')

      await expect(open()).rejects.toMatchObject({
        code: 'config_invalid',
        faults: [
          { path: 'CLOUDACT_KMS_KEY', message: expect.stringContaining('may not encrypt') },
          { path: 'CLOUDACT_KMS_KEY', message: expect.stringContaining('may not decrypt') },
        ],
      })
    })

    it('names both rights when it may not even look', async () => {
      google.refused.add('encrypt').add('decrypt').add('get')

      await expect(open()).rejects.toMatchObject({ faults: [expect.anything(), expect.anything()] })
    })

    it('refuses a key that is not there', async () => {
      await expect(open(KEY.replace('credentials', 'missing').replace('acme', 'other'))).rejects.toThrow(
        /There is no key projects\/other-prod/,
      )
    })

    it('refuses a key for signing', async () => {
      google.purpose = 'ASYMMETRIC_SIGN'

      await expect(open()).rejects.toThrow(/made for ASYMMETRIC_SIGN/)
    })

    it('refuses a key without a primary version, and one whose primary is disabled', async () => {
      google.primary = undefined
      await expect(open()).rejects.toThrow(/has no primary version/)
      google.primary = 1
      google.states.set(1, 'DISABLED')
      await expect(open()).rejects.toThrow(/is DISABLED/)
    })

    it('says so when the service cannot be reached', async () => {
      google.faults.push(...Array.from({ length: 12 }, () => 'hang up' as const))

      await expect(open()).rejects.toThrow(/cannot be reached/)
    })
  })
})
