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

  it('refuses other formats and versions', async () => {
    expect((await costs.get('/export?format=xlsx')).statusCode).toBe(422)
    expect((await costs.get('/export?focus_version=1.0')).statusCode).toBe(422)
  })
})
