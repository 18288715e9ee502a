import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import { join } from 'node:path'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { loadCatalog } from '@cloudact/catalog/load-catalog'
import { startS3Server, type S3Server } from '@cloudact/simulators/aws/s3-server'
import { writeSampleCur } from '@cloudact/simulators/aws/write-sample-cur'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { validateCredential } from '../validate.ts'

const now = Date.parse('2026-11-03T10:00:00Z')
const aws = loadCatalog({ folders: [join(import.meta.dirname, '../../../../configs')] }).providers.get('aws')

let s3: S3Server
let sts: Server
let stsEndpoint: string
let prefix: string
beforeAll(async () => {
  s3 = await startS3Server()
  await s3.createBucket('billing')
  prefix = (
    await writeSampleCur({ put: (key, body) => s3.put('billing', key, body) }, { months: 1, seed: 1, now })
  ).prefix
  sts = createServer((request, response) => {
    const known = (request.headers.authorization ?? '').includes(s3.accessKeyId)
    response.writeHead(known ? 200 : 403, { 'content-type': 'text/xml' })
    response.end(
      known
        ? '<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::111122223333:user/x</Arn><UserId>U</UserId><Account>111122223333</Account></GetCallerIdentityResult></GetCallerIdentityResponse>'
        : '<ErrorResponse><Error><Type>Sender</Type><Code>InvalidClientTokenId</Code><Message>no</Message></Error></ErrorResponse>',
    )
  }).listen(0, '127.0.0.1')
  await once(sts, 'listening')
  const address = sts.address()
  stsEndpoint = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
})
afterAll(async () => {
  sts.closeAllConnections()
  sts.close()
  await s3.close()
})

function validate(secrets: Record<string, string> = {}, metadata: Record<string, unknown> = {}) {
  if (!aws) throw new Error('the registry has no aws')
  return validateCredential({
    provider: 'aws',
    providerConfig: aws,
    secrets: { access_key_id: s3.accessKeyId, secret_access_key: s3.secretAccessKey, ...secrets },
    metadata: {
      source: 's3',
      bucket: 'billing',
      prefix,
      region: 'us-east-1',
      endpoint: s3.endpoint,
      sts_endpoint: stsEndpoint,
      ...metadata,
    },
    clock: { now: () => now },
    fetch,
  })
}

test('a key that reads the manifest is valid', async () => {
  const result = await validate()
  expect(result).toMatchObject({
    status: 'VALID',
    message: expect.stringContaining('2026-11 is there: 1 file.'),
  })
  expect(result.checks[0]?.message).toContain('111122223333')
})

test('a key AWS does not know is invalid and is not shown', async () => {
  const result = await validate({ access_key_id: 'AKIANOBODYKNOWSTHIS0', secret_access_key: 'q'.repeat(40) })
  expect(result).toMatchObject({
    status: 'INVALID',
    message: expect.stringContaining('InvalidClientTokenId'),
  })
  expect(JSON.stringify(result)).not.toContain('q'.repeat(40))
})

test('a good key without a bill to read is partly valid, with the policy to paste', async () => {
  const result = await validate({}, { prefix: 'exports/other' })
  expect(result).toMatchObject({
    status: 'PARTIAL_VALID',
    message: expect.stringContaining('arn:aws:s3:::billing/exports/other/*'),
  })
  expect(await validate({}, { bucket: 'absent' })).toMatchObject({
    status: 'PARTIAL_VALID',
    message: expect.stringContaining('does not exist'),
  })
  expect(await validate({}, { region: undefined })).toMatchObject({
    status: 'PARTIAL_VALID',
    message: expect.stringContaining('metadata.region'),
  })
})

test('an endpoint inside the private network is not called', async () => {
  if (!aws) throw new Error('the registry has no aws')
  const result = await validateCredential({
    provider: 'aws',
    providerConfig: aws,
    secrets: { access_key_id: s3.accessKeyId, secret_access_key: s3.secretAccessKey },
    metadata: {
      source: 's3',
      bucket: 'billing',
      prefix,
      region: 'us-east-1',
      sts_endpoint: 'http://169.254.169.254',
    },
    clock: { now: () => now },
  })
  expect(result).toMatchObject({ status: 'INVALID', message: expect.stringContaining('refused') })
})

test('a malformed key is invalid without a call', async () => {
  expect(await validate({ secret_access_key: 'short' })).toMatchObject({
    status: 'INVALID',
    message: expect.stringContaining('has 40 characters'),
  })
})

test('a bill in a folder needs no key', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cloudact-validate-'))
  try {
    const sample = await writeSampleCur({ folder }, { months: 1, seed: 1, now })
    expect(
      await validate(
        { access_key_id: '', secret_access_key: '' },
        { source: 'path', path: join(folder, sample.prefix) },
      ),
    ).toMatchObject({ status: 'VALID' })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
