import { COST_AND_USAGE_COLUMNS } from '@cloudact/focus/cost-and-usage-columns'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { charge, OPENAI } from './testing/charge.ts'
import { testCosts, type TestCosts } from './testing/test-costs.ts'

const APRIL = 'start_date=2026-04-01&end_date=2026-05-01'
let costs: TestCosts

beforeAll(async () => {
  costs = await testCosts('2026-04-11T12:00:00Z')
  await costs.load([
    charge('2026-03-05', '10.000000000001'),
    charge('2026-04-01', '1.5', { Tags: '{"team":"a,b"}' }),
    charge('2026-04-02', '0.1', OPENAI),
    charge('2026-04-03', '0.2', { ServiceProviderName: 'Anthropic, PBC', x_cloud_provider: null }),
  ])
})
afterAll(() => costs.close())

describe('the export', () => {
  it('starts with the FOCUS columns in their order and holds every charge once', async () => {
    const response = await costs.get(`/export?${APRIL}&format=csv`)
    expect(response.headers['content-type']).toContain('text/csv')
    expect(response.headers['content-disposition']).toContain('acme-focus-1.3-2026-04-01-2026-05-01.csv')
    const [header = '', ...lines] = response.body.trim().split(/\r?\n/)
    const columns = header.split(',').map((name) => name.replaceAll('"', ''))
    expect(columns.slice(0, 65)).toEqual(COST_AND_USAGE_COLUMNS.map((column) => column.id))
    expect(columns.slice(65).every((name) => name.startsWith('x_'))).toBe(true)
    expect(lines).toHaveLength(3)
  })

  it('writes JSON lines with amounts as they are, and Parquet', async () => {
    const rows = (await costs.get(`/export?start_date=2026-03-01&end_date=2026-04-01&format=jsonl`)).body
      .trim()
      .split('\n')
    expect(rows).toHaveLength(1)
    expect(rows[0]).toContain('10.000000000001')
    const parquet = await costs.get(`/export?${APRIL}&format=parquet`)
    expect(parquet.rawPayload.subarray(0, 4).toString()).toBe('PAR1')
    expect(parquet.rawPayload.subarray(-4).toString()).toBe('PAR1')
  })

  it('holds what the table shows when it is searched', async () => {
    const rows = (await costs.get(`/export?${APRIL}&format=jsonl&search=openai%20API`)).body
      .trim()
      .split('\n')
    expect(rows).toHaveLength(1)
    expect(rows[0]).toContain('"ServiceName":"OpenAI API"')
  })

  it('filters by a name with a comma in it', async () => {
    const of = async (providers: string) =>
      (
        await costs.get(`/export?${APRIL}&format=jsonl&providers=${encodeURIComponent(providers)}`)
      ).body.match(/"ServiceProviderName":"[^"]*"/g)
    expect(await of('Anthropic\\, PBC')).toEqual(['"ServiceProviderName":"Anthropic, PBC"'])
    expect(await of('Anthropic\\, PBC,OpenAI')).toHaveLength(2)
    expect(await of('Anthropic, PBC')).toBeNull()
  })

  it('has the columns of the version that is asked for, and the same charges', async () => {
    const headers = async (version: string) => {
      const response = await costs.get(`/export?${APRIL}&focus_version=${version}`)
      expect(response.headers['content-disposition']).toContain(`acme-focus-${version}-`)
      const [header = '', ...lines] = response.body.trim().split(/\r?\n/)
      expect(lines).toHaveLength(3)
      return header.split(',').map((name) => name.replaceAll('"', ''))
    }
    const focus = async (version: string) => (await headers(version)).filter((name) => !name.startsWith('x_'))
    const stored = COST_AND_USAGE_COLUMNS.map((column) => column.id)
    const earlier = await focus('1.2')
    expect(earlier).toHaveLength(57)
    expect(stored.filter((name) => !earlier.includes(name))).toEqual([
      'AllocatedMethodDetails',
      'AllocatedMethodId',
      'AllocatedResourceId',
      'AllocatedResourceName',
      'AllocatedTags',
      'ContractApplied',
      'HostProviderName',
      'ServiceProviderName',
    ])
    const later = await focus('1.4')
    expect(later).toEqual([...later].sort())
    expect(later.filter((name) => !stored.includes(name))).toEqual([
      'CommitmentProgramEligibilityDetails',
      'InvoiceDetailId',
    ])
    expect(stored.filter((name) => !later.includes(name))).toEqual(['ProviderName', 'PublisherName'])
    const rows = (await costs.get(`/export?${APRIL}&format=jsonl&focus_version=1.4`)).body
    expect(rows).toContain('"InvoiceDetailId":null')
    expect(rows).toContain('"BilledCost":"0.1"')
  })

  it('refuses other formats and versions', async () => {
    expect((await costs.get('/export?format=xlsx')).statusCode).toBe(422)
    expect((await costs.get('/export?focus_version=1.0')).statusCode).toBe(422)
  })
})

describe('the metadata of an export', () => {
  it('names the columns in the order of the file and says which months are complete', async () => {
    await costs.load(
      [
        charge('2026-02-05', '1', { x_billing_status: 'final' }),
        charge('2026-02-06', '2', { x_billing_status: 'final' }),
      ],
      { pipelineId: 'acme-cloud-azure-cost-billing', period: '2026-02' },
    )
    const body = (await costs.get('/export/metadata?start_date=2026-02-10&end_date=2026-04-11')).json()
    const file = await costs.get(`/export?${APRIL}&format=csv`)
    const header = file.body
      .split(/\r?\n/)[0]
      ?.split(',')
      .map((name) => name.replaceAll('"', ''))
    expect(body.Schema.ColumnDefinition.map((column: { ColumnName: string }) => column.ColumnName)).toEqual(
      header,
    )
    expect(body.Schema).toMatchObject({ FocusVersion: '1.3', DatasetInstanceId: 'acme-cost-and-usage' })
    expect(body.Schema.ColumnDefinition).toContainEqual({
      ColumnName: 'BilledCost',
      DataType: 'DECIMAL',
      Deprecated: false,
      NumericPrecision: 38,
      NumberScale: 12,
      StringEncoding: null,
    })
    expect(body.Recency.TimeSectors).toMatchObject([
      {
        TimeSectorStart: '2026-02-01T00:00:00Z',
        TimeSectorEnd: '2026-03-01T00:00:00Z',
        TimeSectorComplete: true,
      },
      { TimeSectorStart: '2026-03-01T00:00:00Z', TimeSectorComplete: false },
      { TimeSectorStart: '2026-04-01T00:00:00Z', TimeSectorComplete: false },
    ])
    expect(body.Recency.DatasetInstanceLastUpdated).toBe(body.Recency.TimeSectors[2].TimeSectorLastUpdated)
  })

  it('has one schema id per set of columns', async () => {
    const id = async (version: string) =>
      (await costs.get(`/export/metadata?focus_version=${version}`)).json().Schema.SchemaId
    expect(await id('1.2')).toBe(await id('1.2'))
    expect(new Set([await id('1.2'), await id('1.3'), await id('1.4')]).size).toBe(3)
  })

  it('is told to nobody without the right, and of nobody else', async () => {
    expect((await costs.get('/export/metadata', null)).statusCode).toBe(401)
    expect((await costs.get('/export/metadata', 'acmeWithoutCosts')).statusCode).toBe(403)
    expect((await costs.get('/export/metadata', 'globex')).statusCode).toBe(404)
    expect((await costs.get('/export/metadata?focus_version=1.0')).statusCode).toBe(422)
    expect((await costs.get('/export/metadata?unknown=1')).statusCode).toBe(422)
  })
})
