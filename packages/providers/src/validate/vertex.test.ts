import { MemoryWarehouse } from '@cloudact/engine/testing/memory-warehouse'
import type { CloudMonitoringSimulatorOptions } from '@cloudact/simulators/cloud-monitoring/server'
import { afterEach, expect, test } from 'vitest'
import { googleFixture, keyFile } from '../genai/testing/google-fixture.ts'
import { catalogAt } from '../genai/testing/vendor-context.ts'
import { validateCredential } from '../validate.ts'

const NOW = '2026-11-19T02:00:00.000Z'
const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()))
})

async function validate(options: Partial<CloudMonitoringSimulatorOptions> = {}, file = keyFile()) {
  const { simulator } = await googleFixture(new MemoryWarehouse(), NOW, options)
  closers.push(() => simulator.close())
  const providerConfig = catalogAt(simulator.url, 'vertex').providers.get('vertex')
  if (!providerConfig) throw new Error('the registry has no vertex')
  return validateCredential({
    provider: 'vertex',
    providerConfig,
    secrets: { service_account_json: file },
    clock: { now: () => Date.parse(NOW) },
  })
}

test('a service account that reads the metrics is valid', async () => {
  expect(await validate()).toMatchObject({ status: 'VALID', message: expect.stringContaining('can be read') })
})

test('a project without any use yet is valid and says so', async () => {
  expect(await validate({ vertex: [] })).toMatchObject({
    status: 'VALID',
    message: expect.stringContaining('no token counts yet'),
  })
})

test('a known key without the role is partly valid, with the role to grant', async () => {
  expect(await validate({ denied: true })).toMatchObject({
    status: 'PARTIAL_VALID',
    message: expect.stringContaining('roles/monitoring.viewer'),
  })
})

test('a key Google does not know, or that is no key file, is invalid', async () => {
  expect(
    await validate({ faults: [{ path: '/timeSeries', kind: 'status', status: 401, times: 9 }] }),
  ).toMatchObject({ status: 'INVALID' })
  const broken = await validate({}, keyFile({ private_key: 'words of a secret' }))
  expect(broken).toMatchObject({ status: 'INVALID', message: expect.stringContaining('private_key') })
  expect(JSON.stringify(broken)).not.toContain('words of a secret')
})

test('a vendor that fails says nothing about the credential', async () => {
  await expect(
    validate({ faults: [{ path: '/timeSeries', kind: 'status', status: 503, times: 9 }] }),
  ).rejects.toMatchObject({ code: 'provider_unavailable' })
})
