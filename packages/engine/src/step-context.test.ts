import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '@cloudact/core/errors'
import type { TableSchema } from '@cloudact/core/ports/warehouse'
import { describe, expect, it } from 'vitest'
import type { Credential, SliceWrite } from './processor.ts'
import { LINEAGE_COLUMNS } from './testing/lineage-columns.ts'
import { MemoryWarehouse } from './testing/memory-warehouse.ts'
import { processorContext, type TestContextOptions } from './testing/processor-context.ts'
import { testCatalog } from './testing/test-catalog.ts'

const TABLE: TableSchema = { name: 't', columns: [{ name: 'a', type: 'string' }, ...LINEAGE_COLUMNS] }

function setup(over: Partial<TestContextOptions> = {}) {
  const warehouse = new MemoryWarehouse()
  return {
    warehouse,
    ...processorContext({ catalog: testCatalog({ tables: [TABLE] }), warehouse, runId: 'run-1', ...over }),
  }
}

const slice = (period: string, over: Partial<SliceWrite> = {}): SliceWrite => ({
  table: 't',
  credentialId: 'cred-1',
  accountId: '',
  period,
  content: { kind: 'rows', rows: [[{ a: 'x', x_run_id: 'forged', x_org_slug: 'rival' }]] },
  ...over,
})

describe('step context', () => {
  it('stamps every row with the run’s lineage and its slice’s data date, whatever the row says', async () => {
    const { context, warehouse } = setup({ range: { start: '2026-01-10', end: '2026-02-01' } })
    await context.write([
      slice('2026-01-15'),
      slice('2026-01', { pipelineId: 'acme-genai-payg-openai', credentialId: 'cred-2' }),
      slice('all'),
    ])
    const common = {
      a: 'x',
      x_org_slug: 'acme',
      x_run_id: 'run-1',
      x_ingested_at: expect.stringMatching(/^\d{4}-.*Z$/),
      x_ingestion_date: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
    }
    expect(warehouse.rows('t')).toEqual({
      '2026-01-15': [
        {
          ...common,
          x_pipeline_id: 'acme-test-pipeline',
          x_credential_id: 'cred-1',
          x_pipeline_run_date: '2026-01-15',
        },
      ],
      '2026-01': [
        {
          ...common,
          x_pipeline_id: 'acme-genai-payg-openai',
          x_credential_id: 'cred-2',
          x_pipeline_run_date: '2026-01-01',
        },
      ],
      all: [
        {
          ...common,
          x_pipeline_id: 'acme-test-pipeline',
          x_credential_id: 'cred-1',
          x_pipeline_run_date: '2026-01-10',
        },
      ],
    })
  })

  it('lets nothing through once its attempt is over', async () => {
    const abort = new AbortController()
    const { context, warehouse } = setup({ signal: abort.signal, credentials: [] })
    await context.write([slice('2026-01-15')])
    abort.abort(new AppError('timeout', 'Too long.'))
    const late = [
      () => context.write([slice('2026-01-16')]),
      () => context.withdraw([slice('2026-01-15')]),
      () => context.slices('t'),
      () => context.credential('vendor'),
      () => context.keptFolder(),
      async () => context.temporaryFolder(),
      async () => context.query({ sql: 'SELECT 1' }),
      () => context.http.send('vendor', { url: 'https://vendor.example/' }),
    ]
    for (const call of late) await expect(call()).rejects.toMatchObject({ code: 'timeout' })
    expect(Object.keys(warehouse.rows('t'))).toEqual(['2026-01-15'])
  })

  it('refuses a table without a schema', async () => {
    await expect(setup().context.write([slice('2026-01-15', { table: 'nope' })])).rejects.toMatchObject({
      code: 'config_invalid',
      message: expect.stringContaining('"nope"'),
    })
  })

  it('gives a folder of its own and removes it', async () => {
    const test = setup()
    const folder = await test.context.temporaryFolder()
    expect(await test.context.temporaryFolder()).toBe(folder)
    await writeFile(join(folder, 'file'), 'x')
    await test.close(false)
    await expect(readdir(folder)).rejects.toThrow('ENOENT')
  })

  it('removes opened secrets from texts, as they are, in URLs, in JSON and in base64', async () => {
    const secret = 'p@ss "word"/1'
    const credential: Credential = {
      credentialId: 'c',
      provider: 'vendor',
      name: 'n',
      secrets: { key: secret, short: 'abc' },
      metadata: {},
    }
    const test = setup({ credentials: [credential] })
    await test.context.credential('vendor')
    const forms = [secret, encodeURIComponent(secret), JSON.stringify({ secret }), btoa(secret)]
    expect(test.scrub(forms.join('|'))).toBe('[redacted]|[redacted]|{"secret":"[redacted]"}|[redacted]')
    expect(test.scrub('abc')).toBe('abc')
    test.context.progress(`at ${secret}`)
    expect(test.progress).toEqual([{ message: 'at [redacted]', rows: undefined }])
  })
})

describe('credential resolution', () => {
  const credential = (credentialId: string, provider = 'vendor'): Credential => ({
    credentialId,
    provider,
    name: '',
    secrets: {},
    metadata: {},
  })
  const credentials = [credential('active'), credential('second'), credential('elsewhere', 'other')]
  const opened = async (over: Partial<TestContextOptions>, provider = 'vendor') => {
    const test = setup({ credentials, ...over })
    await test.context.credential(provider)
    return test.opened
  }

  it('takes the run’s own first, then one selected by an earlier step, then the active one, then a named one', async () => {
    const selected = { decrypt: { provider: 'vendor', credential_id: 'second', context_key: 'billing' } }
    expect(await opened({ runCredentialId: 'second' })).toEqual(['second'])
    expect(await opened({ outputs: selected })).toEqual(['second'])
    expect(await opened({})).toEqual(['active'])
    expect(await opened({ outputs: selected }, 'billing')).toEqual(['second'])
  })

  it('the run’s credential of another provider is not used for this one', async () => {
    expect(await opened({ runCredentialId: 'elsewhere' })).toEqual(['active'])
  })

  it('says what to set up', async () => {
    await expect(opened({}, 'nobody')).rejects.toMatchObject({
      code: 'not_found',
      message: expect.stringContaining('"nobody"'),
    })
  })
})
