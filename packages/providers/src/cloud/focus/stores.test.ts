import { gzipSync } from 'node:zlib'
import { startS3Server } from '@cloudact/simulators/aws/s3-server'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openS3Store } from '../aws/s3-store.ts'
import type { BillLab } from '../aws/testing/bill-lab.ts'
import { chargesOf, csvOf, focusCredential, OCTOBER, openFocusLab, USAGE } from './testing/focus-lab.ts'
import { startFileServer, type FileServer } from './testing/file-server.ts'

let lab: BillLab
let server: FileServer
beforeAll(async () => {
  lab = await openFocusLab()
  server = await startFileServer()
})
beforeEach(() => {
  server.before = () => undefined
  server.authorization = undefined
  server.offersHead = true
  server.requests.length = 0
})
afterAll(async () => {
  await server.close()
  await lab.close()
})

const run = (org: string, metadata: Record<string, unknown>, secrets: Record<string, string> = {}) =>
  lab.run({
    org,
    credential: focusCredential({ source: 'http', ...metadata }, 'cred-1', secrets),
    range: OCTOBER,
    apiBaseUrl: server.url,
  })

test('a file of a month comes from a web server with its authorization, and is not fetched again while its ETag stays', async () => {
  server.put('/focus/2026-10.csv.gz', gzipSync(csvOf([{}])))
  server.authorization = 'Bearer secret'
  const url = `${server.url}/focus/{yyyy}-{mm}.csv.gz?from={month_start}&to={month_end}`
  await expect(run('web', { url })).rejects.toMatchObject({
    code: 'credential_rejected',
    message: expect.not.stringContaining('secret') as string,
  })
  await run('web', { url }, { authorization: 'Bearer secret' })
  expect(await chargesOf(lab, 'web')).toMatchObject([{ BilledCost: '0.3' }])
  expect(server.requests).toContain('GET /focus/2026-10.csv.gz?from=2026-10-01&to=2026-11-01')
  server.requests.length = 0
  await run('web', { url }, { authorization: 'Bearer secret' })
  expect(server.requests).toEqual(['HEAD /focus/2026-10.csv.gz?from=2026-10-01&to=2026-11-01'])
})

test('an interface without HEAD and without a file name is read by the format it is said to have', async () => {
  server.put('/billing/charges', JSON.stringify({ ...USAGE, BilledCost: 0.1 }))
  server.offersHead = false
  const url = `${server.url}/billing/charges?from={month_start}`
  for (const _ of [1, 2]) await run('interface', { url, format: 'jsonl' })
  expect(await chargesOf(lab, 'interface')).toMatchObject([{ BilledCost: '0.1' }])
})

test('a manifest on a web server names its parts; a missing one is told', async () => {
  server.put('/m/part-1.csv', csvOf([{}]))
  server.put(
    '/m/manifest.json',
    JSON.stringify({ files: ['part-1.csv', 'sub/part-2.csv'], focus_version: '1.2' }),
  )
  const url = `${server.url}/m/manifest.json`
  await expect(run('parts', { url })).rejects.toMatchObject({
    code: 'provider_unavailable',
    message: /"part-2.csv" is missing/,
  })
  server.put('/m/sub/part-2.csv', csvOf([{ BilledCost: '2' }]))
  await run('parts', { url })
  expect((await chargesOf(lab, 'parts')).map((row) => row['BilledCost'])).toEqual(['0.3', '2'])
  expect(await lab.query('SELECT DISTINCT focus_version FROM {{table(focus_raw)}}', {}, 'parts')).toEqual([
    { focus_version: '1.2' },
  ])
})

test('files rewritten while they are read are not loaded; the next attempt reads the new ones', async () => {
  const files = (first: string) => {
    server.put('/r/a.csv', csvOf([{ BilledCost: first }]))
    server.put('/r/b.csv', csvOf([{ BilledCost: '1' }]))
  }
  server.put('/r/manifest.json', JSON.stringify({ files: ['a.csv', 'b.csv'] }))
  files('0.1')
  const url = `${server.url}/r/manifest.json`
  await run('rewritten', { url })
  files('5')
  server.before = ({ method, url: path }) => {
    if (method === 'GET' && path === '/r/b.csv') server.put('/r/a.csv', csvOf([{ BilledCost: '7' }]))
  }
  await expect(run('rewritten', { url })).rejects.toMatchObject({
    code: 'provider_unavailable',
    message: /rewritten while/,
  })
  const billed = async () => (await chargesOf(lab, 'rewritten')).map((row) => row['BilledCost'])
  expect(await billed()).toEqual(['0.1', '1'])
  server.before = () => undefined
  await run('rewritten', { url })
  expect(await billed()).toEqual(['1', '7'])
})

test('a web server that fails is asked again; one inside the network is never asked', async () => {
  server.before = () => {
    throw new Error('unused')
  }
  await expect(run('inside', { url: 'http://169.254.169.254/focus.csv' })).rejects.toMatchObject({
    code: 'invalid_input',
  })
  await expect(run('inside', { url: 'https://10.0.0.1/focus.csv' })).rejects.toMatchObject({
    code: 'invalid_input',
  })
  expect(server.requests).toEqual([])
})

test('files come from S3 by the real client, below the prefix of the month only', async () => {
  const s3 = await startS3Server()
  try {
    await s3.createBucket('billing')
    for (const index of [1, 2, 3])
      await s3.put('billing', `focus/2026-10/part-${index}.csv`, csvOf([{ BilledCost: '0.01' }]))
    await s3.put('billing', 'focus/2026-1/other.csv', 'not,a\nbill')
    await s3.put('billing', 'focus/2026-100/other.csv', 'not,a\nbill')
    await lab.run({
      org: 'bucket',
      credential: focusCredential(
        {
          source: 's3',
          bucket: 'billing',
          prefix: 'focus/{yyyy}-{mm}/',
          region: 'us-east-1',
          endpoint: s3.endpoint,
        },
        'cred-s3',
        { access_key_id: s3.accessKeyId, secret_access_key: s3.secretAccessKey },
      ),
      range: OCTOBER,
      apiBaseUrl: s3.endpoint,
    })
    expect((await chargesOf(lab, 'bucket')).map((row) => row['BilledCost'])).toEqual(['0.01', '0.01', '0.01'])
  } finally {
    await s3.close()
  }
})

test('a listing of several pages is read to its end', async () => {
  const page = (name: string, next: string | null) =>
    `<ListBucketResult><IsTruncated>${String(next !== null)}</IsTruncated>${next ? `<NextContinuationToken>${next}</NextContinuationToken>` : ''}` +
    `<Contents><Key>focus/${name}.csv</Key><Size>1</Size><ETag>"${name}"</ETag></Contents></ListBucketResult>`
  const asked: string[] = []
  const store = await openS3Store('billing', {
    region: 'us-east-1',
    endpoint: 'http://127.0.0.1:1',
    keys: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'x' },
    fetch: async (input) => {
      const { searchParams } = new URL(new Request(input).url)
      asked.push(searchParams.get('continuation-token') ?? 'first')
      return new Response(searchParams.has('continuation-token') ? page('b', null) : page('a', 'more'))
    },
  })
  expect(await store.list('focus')).toEqual([
    { key: 'focus/a.csv', size: 1, tag: '"a"' },
    { key: 'focus/b.csv', size: 1, tag: '"b"' },
  ])
  expect(asked).toEqual(['first', 'more'])
  store.close()
})
