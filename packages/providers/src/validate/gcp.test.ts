import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startBigQuerySimulator, type BigQuerySimulatorOptions } from '@cloudact/simulators/bigquery/server'
import { afterEach, expect, test } from 'vitest'
import { line, writeTable } from '../cloud/gcp/testing/export-lines.ts'
import { keyFile, PROJECT, PUBLIC_KEY } from '../genai/testing/google-fixture.ts'
import { catalogAt } from '../genai/testing/vendor-context.ts'
import { validateCredential } from '../validate.ts'

const TABLE = `${PROJECT}.billing.gcp_billing_export_v1_01AB23_CD45EF_678901`
const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()))
})

async function validate(
  options: Partial<BigQuerySimulatorOptions> = {},
  { metadata = {}, file = keyFile() }: { metadata?: Record<string, unknown>; file?: string | null } = {},
) {
  const simulator = await startBigQuerySimulator({
    projectId: PROJECT,
    table: TABLE,
    publicKey: PUBLIC_KEY,
    ...options,
  })
  closers.push(() => simulator.close())
  const providerConfig = catalogAt(simulator.url, 'gcp').providers.get('gcp')
  if (!providerConfig) throw new Error('the registry has no gcp')
  const validation = await validateCredential({
    provider: 'gcp',
    providerConfig,
    secrets: file === null ? {} : { service_account_json: file },
    metadata: { source: 'bigquery', billing_export_table: TABLE, ...metadata },
    clock: { now: () => Date.parse('2026-11-19T02:00:00.000Z') },
  })
  return { ...validation, jobs: simulator.control.jobs }
}

test('a table that can be read is valid, and nothing was billed to see it', async () => {
  const { jobs, ...validation } = await validate()
  expect(validation).toMatchObject({
    status: 'VALID',
    message: expect.stringContaining('2026-11 has 10 MiB so far'),
    checks: [
      { name: 'Find the table', ok: true },
      { name: 'Run a query', ok: true },
    ],
  })
  expect(jobs).toMatchObject([{ dryRun: true }])
})

test('a table of another project is read by queries of the one that is named', async () => {
  const table = 'other-project.billing.gcp_billing_export_v1_01AB23_CD45EF_678901'
  const metadata = { billing_export_table: table, project_id: 'paying-project' }
  expect(await validate({ table, projectId: 'paying-project' }, { metadata })).toMatchObject({
    status: 'VALID',
  })
})

test.each<[string, Partial<BigQuerySimulatorOptions>, string, RegExp]>([
  ['a wrong table', { table: `${PROJECT}.billing.other` }, 'Find the table', /knows no table .*export_v1/],
  [
    'a table without the role to read it',
    { denied: 'table' },
    'Find the table',
    /roles\/bigquery\.dataViewer/,
  ],
  [
    'a project without the role to query',
    { denied: 'query' },
    'Run a query',
    /Grant it the role BigQuery Job User/,
  ],
  ['a copy of the table', { partitionField: 'day' }, 'Find the table', /no view or copy/],
])('%s is valid in part, with what to do', async (_what, options, name, message) => {
  const { status, checks } = await validate(options)
  expect({ status, last: checks.at(-1) }).toMatchObject({
    status: 'PARTIAL_VALID',
    last: { name, ok: false, message: expect.stringMatching(message) },
  })
})

test('a key Google does not know, one that is none, and no key at all are invalid', async () => {
  expect(await validate({ faults: [{ path: '/tables/', kind: 'status', status: 401 }] })).toMatchObject({
    status: 'INVALID',
  })
  const broken = await validate({}, { file: keyFile({ private_key: 'PRIVATE KEY of words' }) })
  expect(broken).toMatchObject({ status: 'INVALID', message: expect.stringContaining('private_key') })
  expect(JSON.stringify(broken)).not.toContain('of words')
  expect(await validate({}, { file: null })).toMatchObject({ status: 'INVALID' })
})

test('a vendor that fails says nothing about the credential', async () => {
  await expect(
    validate({ faults: [{ path: '/tables/', kind: 'status', status: 503 }] }),
  ).rejects.toMatchObject({ code: 'provider_unavailable' })
})

test('a folder needs no key: its files are listed, and one without files is explained', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cloudact-gcp-'))
  closers.push(() => rm(folder, { recursive: true, force: true }))
  const given = { metadata: { source: 'path', path: folder }, file: null }
  expect(await validate({}, given)).toMatchObject({
    status: 'PARTIAL_VALID',
    message: expect.stringContaining('holds no Parquet, JSON Lines or CSV file'),
  })
  await writeTable(folder, [line('tax', '1')])
  expect(await validate({}, given)).toMatchObject({ status: 'VALID', message: '1 file is there.' })
})

test('settings that name no source, or no table, are explained', async () => {
  expect(await validate({}, { metadata: { source: '' } })).toMatchObject({
    status: 'PARTIAL_VALID',
    message: expect.stringContaining('does not say where the exported billing table lies'),
  })
  expect(await validate({}, { metadata: { billing_export_table: '' } })).toMatchObject({
    message: expect.stringContaining('metadata.billing_export_table'),
  })
  expect(await validate({}, { metadata: { billing_export_table: 'a.b`; SELECT' } })).toMatchObject({
    status: 'INVALID',
    message: 'Write the table as project.dataset.table.',
  })
})
