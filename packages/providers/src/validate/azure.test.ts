import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadCatalog } from '@cloudact/catalog/load-catalog'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { usage } from '../cloud/azure/testing/export-lines.ts'
import { writeExport } from '../cloud/azure/testing/write-export.ts'
import { validateCredential } from '../validate.ts'

const catalog = loadCatalog({ folders: [join(import.meta.dirname, '../../../../configs')] })
const NOW = Date.parse('2026-11-03T10:00:00Z')

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cloudact-azure-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

function validate(metadata: Record<string, unknown>) {
  const providerConfig = catalog.providers.get('azure')
  if (!providerConfig) throw new Error('the registry has no azure')
  const clock = { now: () => NOW }
  return validateCredential({ provider: 'azure', providerConfig, secrets: {}, metadata, clock })
}

const deliver = (kind: 'actual' | 'amortized', period: string) =>
  writeExport(folder, { kind, period, lines: [usage('1', '1', '1')] })

test('both exports of the running month or the one before make the integration valid', async () => {
  await deliver('actual', '2026-10-01')
  await deliver('amortized', '2026-10-01')
  expect(await validate({ source: 'path', path: folder })).toMatchObject({
    status: 'VALID',
    message: 'The actual and the amortized export of 2026-10 are there: 1 file and 1.',
  })
})

test('without the amortized export it is valid in part and says what will be missing', async () => {
  await deliver('actual', '2026-11-01')
  expect(await validate({ source: 'path', path: folder })).toMatchObject({
    status: 'PARTIAL_VALID',
    message: expect.stringContaining('what reservations and savings plans are worth will be missing'),
  })
})

test.each([
  [
    'an empty folder',
    () => ({ source: 'path', path: folder }),
    /No export of actual cost was found for 2026-11/,
  ],
  ['no folder', () => ({ source: 'path', path: join(folder, 'none') }), /does not exist or cannot be read/],
  ['no setting', () => ({}), /does not say where the exports lie.* metadata\.path /],
])('%s is explained', async (_what, metadata, message) => {
  expect(await validate(metadata())).toMatchObject({
    status: 'PARTIAL_VALID',
    message: expect.stringMatching(message),
  })
})

test('another source is refused before anything is looked for', async () => {
  expect(await validate({ source: 'azure_blob', path: folder })).toMatchObject({
    status: 'INVALID',
    message: 'Where the exports come from must be one of: "path".',
  })
})
