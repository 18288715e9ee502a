import { type FakeCloudKms, fakeCloudKms } from '@cloudact/security/testing/fake-cloud-kms'
import {
  type FakeSecretManager,
  fakeSecretManager,
  secretDenied,
} from '@cloudact/security/testing/fake-secret-manager'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ready, ROOT_KEY, type Product } from './testing/product.ts'
import { openProductLab, type ProductLab } from './testing/product-lab.ts'

const ROOT_SECRET = 'projects/acme-prod/secrets/root-key/versions/1'

let lab: ProductLab
let kms: FakeCloudKms
let secrets: FakeSecretManager
beforeAll(async () => {
  lab = await openProductLab()
  kms = await fakeCloudKms()
  secrets = await fakeSecretManager()
  secrets.secrets.set(ROOT_SECRET, ROOT_KEY)
})
afterAll(async () => {
  await lab.close()
  await kms.close()
  await secrets.close()
})

const start = (changes: Readonly<Record<string, string>> = {}): Product =>
  lab.start({
    CA_ROOT_API_KEY: `sm://${ROOT_SECRET}`,
    CLOUDACT_SECRET_MANAGER_ENDPOINT: secrets.url,
    CLOUDACT_KMS_KEY: kms.key,
    CLOUDACT_KMS_ENDPOINT: kms.url,
    LOG_LEVEL: 'debug',
    ...changes,
  })

describe('the product on Cloud KMS and Secret Manager', () => {
  it('stores, opens and re-wraps credentials after a restart, and prints no secret', async () => {
    const first = start()
    await ready(first)
    await first.call('api', 'POST', '/api/v1/organizations/onboard', {
      org_slug: 'acme',
      company_name: 'Acme',
      admin_email: 'a@acme.test',
    })
    const setup = await first.call('api', 'POST', '/api/v1/integrations/acme/openai/setup', {
      credential: 'sk-admin-0123456789',
    })
    expect(setup).toMatchObject({ status: 200, body: { validation_status: 'VALID' } })
    const rotated = await first.call('api', 'POST', '/api/v1/admin/encryption-key/rotate', {})
    expect(rotated.body).toMatchObject({
      key_version: `${kms.key}/cryptoKeyVersions/2`,
      rewrapped: 2,
      remaining: 0,
      unreadable: [],
    })
    first.kill('SIGINT')
    expect(await first.ended).toBe(0)

    kms.states.set(1, 'DESTROYED')
    const second = start()
    await ready(second)
    const validated = await second.call('api', 'POST', '/api/v1/integrations/acme/openai/validate', {})
    expect(validated.body).toMatchObject({ success: true, validation_status: 'VALID' })
    second.kill('SIGINT')
    expect(await second.ended).toBe(0)
    for (const secret of [ROOT_KEY, 'sk-admin-0123456789'])
      expect(first.output() + second.output()).not.toContain(secret)
  })

  it('does not start with a key it may not use, and says everything that is missing', async () => {
    kms.refused.add('encrypt').add('decrypt')
    const product = start()

    expect(await product.ended).toBe(1)
    expect(product.output()).toContain('may not encrypt with')
    expect(product.output()).toContain('may not decrypt with')
    kms.refused.clear()
  })

  it('names secrets that cannot be had beside the other faults of the environment', async () => {
    secrets.secrets.set(ROOT_SECRET, secretDenied)
    const product = start({ CLOUDACT_DEMO: 'perhaps', SMTP_PASSWORD_FILE: '/nowhere' })

    expect(await product.ended).toBe(1)
    for (const fault of ['CA_ROOT_API_KEY: This service account', 'CLOUDACT_DEMO:', 'SMTP_PASSWORD_FILE:'])
      expect(product.output()).toContain(fault)
  })
})
