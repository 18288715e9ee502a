import { startS3Server, type S3Server } from '@cloudact/simulators/aws/s3-server'
import { writeSampleCur, type SampleCur } from '@cloudact/simulators/aws/write-sample-cur'
import type { Credential } from '@cloudact/engine/processor'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBillLab, type BillLab } from './testing/bill-lab.ts'
import { focusViolations } from './testing/focus-invariants.ts'

const range = { start: '2026-11-01', end: '2026-11-03' }
const now = Date.parse('2026-11-03T10:00:00Z')

let lab: BillLab
let server: S3Server
let sample: SampleCur
beforeAll(async () => {
  lab = await openBillLab()
  server = await startS3Server()
  await server.createBucket('billing')
  sample = await writeSampleCur(
    { put: (key, body) => server.put('billing', key, body) },
    { months: 1, seed: 3, now, layout: 'cur2' },
  )
})
afterAll(async () => {
  await server.close()
  await lab.close()
})

const credential = (
  secrets: Partial<Credential['secrets']> = {},
  metadata: Record<string, unknown> = {},
): Credential => ({
  credentialId: 'cred-s3',
  provider: 'aws',
  name: 'S3 payer',
  secrets: { access_key_id: server.accessKeyId, secret_access_key: server.secretAccessKey, ...secrets },
  metadata: {
    source: 's3',
    bucket: 'billing',
    prefix: sample.prefix,
    region: 'us-east-1',
    endpoint: server.endpoint,
    ...metadata,
  },
})
const run = (each: Credential) =>
  lab.run({ credential: each, range, startedAt: '2026-11-03T10:00:00.000Z', apiBaseUrl: server.endpoint })
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => new Error('it succeeded'),
    (error: unknown) => error,
  )

describe('a CUR 2.0 export in S3, read with the real SDK', () => {
  test('is found by its manifest, converted and reconciled', async () => {
    const result = await run(credential())
    const lines = sample.months[0]?.lines ?? []
    expect(lines.length).toBeGreaterThan(200)
    expect(result.steps['extract']?.rows).toBe(lines.length)
    const rows = await lab.query('SELECT * FROM {{table(cost_data_standard_1_3)}}')
    expect(rows.flatMap(focusViolations)).toEqual([])
    expect(new Set(rows.map((row) => row['BillingAccountId']))).toEqual(new Set(['111122223333']))
    const tagged = rows.find((row) => row['Tags'] !== null)
    expect(Object.keys(JSON.parse(String(tagged?.['Tags']))).sort()).toEqual([
      'cost_center',
      'environment',
      'team',
    ])
    expect(rows.some((row) => row['SubAccountName'] === 'northwind-production')).toBe(true)
  })

  test('a part that vanished from the bucket is named', async () => {
    const key = sample.keys.find((each) => each.endsWith('.csv.gz')) ?? ''
    await server.put(
      'billing',
      'copy/metadata/BILLING_PERIOD=2026-11/copy-Manifest.json',
      JSON.stringify({
        executionId: 'e',
        dataFiles: [`s3://billing/${key}`, 's3://billing/copy/gone.csv.gz'],
        columns: [],
      }),
    )
    expect(await failure(run(credential({}, { prefix: 'copy' })))).toMatchObject({
      code: 'provider_unavailable',
      message: expect.stringContaining('"copy/gone.csv.gz"'),
    })
  })

  test('an unknown key, a missing bucket and a private endpoint are told apart', async () => {
    const error = await failure(
      run(credential({ access_key_id: 'AKIANOBODYKNOWSTHIS0', secret_access_key: 'x'.repeat(40) })),
    )
    expect(error).toMatchObject({
      code: 'credential_rejected',
      message: expect.stringContaining('s3:GetObject'),
    })
    expect(String(error)).not.toContain('x'.repeat(40))
    expect(await failure(run(credential({}, { bucket: 'absent' })))).toMatchObject({
      code: 'not_found',
      message: expect.stringContaining('"absent"'),
    })
    const inside = lab.run({
      credential: credential({}, { endpoint: 'http://169.254.169.254' }),
      range,
      apiBaseUrl: server.endpoint,
    })
    expect(await failure(inside)).toMatchObject({
      code: expect.stringMatching(/invalid_input|provider_unavailable/),
    })
  })

  test('a malformed credential or location is refused without a call', async () => {
    expect(await failure(run(credential({ access_key_id: 'nonsense' })))).toMatchObject({
      code: 'credential_rejected',
      faults: [expect.objectContaining({ path: 'credential.access_key_id' })],
    })
    expect(await failure(run({ ...credential(), metadata: { source: 's3' } }))).toMatchObject({
      code: 'invalid_input',
      faults: expect.arrayContaining([expect.objectContaining({ path: 'metadata.bucket' })]),
    })
  })
})
