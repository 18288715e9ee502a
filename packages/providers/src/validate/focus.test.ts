import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadCatalog } from '@cloudact/catalog/load-catalog'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { validateCredential } from '../validate.ts'

const catalog = loadCatalog({ folders: [join(import.meta.dirname, '../../../../configs')] })
const NOW = Date.parse('2026-11-03T10:00:00Z')
const TOKEN = 'Bearer token-of-the-web-server'

let folder: string
let server: Server
let base: string
beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.headers.authorization !== TOKEN) return void response.writeHead(401).end()
    const found = request.url === '/focus/2026-10.csv'
    response.writeHead(found ? 200 : 404, found ? { 'content-length': '3', etag: '"1"' } : {}).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => new Promise((resolve) => server.close(resolve)))
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cloudact-focus-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

function validate(metadata: Record<string, unknown>, secrets: Record<string, string> = {}) {
  const providerConfig = catalog.providers.get('focus')
  if (!providerConfig) throw new Error('the registry has no focus')
  return validateCredential({
    provider: 'focus',
    providerConfig,
    secrets,
    metadata,
    clock: { now: () => NOW },
    fetch,
  })
}

test('a folder with files is valid and their number is told', async () => {
  await writeFile(join(folder, 'october.csv'), 'BilledCost\n1\n')
  await writeFile(join(folder, 'notes.txt'), 'x')
  expect(await validate({ path: folder })).toMatchObject({ status: 'VALID', message: '1 file is there.' })
})

test('an empty place may fill later', async () => {
  expect(await validate({ path: folder })).toMatchObject({
    status: 'PARTIAL_VALID',
    message: expect.stringMatching(/^No file was found in .* for 2026-11 or the month before/),
  })
})

test.each([
  ['a folder that is not there', () => ({ path: join(folder, 'none') }), /does not exist or cannot be read/],
  ['a place that is not told', () => ({}), /does not say where the FOCUS files lie/],
])('%s is explained', async (_what, metadata, message) => {
  expect(await validate(metadata())).toMatchObject({
    status: 'PARTIAL_VALID',
    message: expect.stringMatching(message),
  })
})

test('a web server is asked for this month, then for the one before', async () => {
  const metadata = { source: 'http', url: `${base}/focus/{yyyy}-{mm}.csv` }
  expect(await validate(metadata, { authorization: TOKEN })).toMatchObject({ status: 'VALID' })
})

test('a web server that refuses the header makes the credential invalid, and the header is in no message', async () => {
  const metadata = { source: 'http', url: `${base}/focus/{yyyy}-{mm}.csv` }
  const wrong = 'Bearer a-wrong-token'
  const result = await validate(metadata, { authorization: wrong })
  expect(result).toMatchObject({
    status: 'INVALID',
    message: expect.stringMatching(/refused to give .* \(401\)/),
  })
  expect(JSON.stringify(result)).not.toContain(wrong)
})
