import { readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { loadCatalog } from '@cloudact/catalog/load-catalog'
import type { Row, SliceReplacement } from '@cloudact/core/ports/warehouse'
import { utcDaysOf } from '@cloudact/core/time-zone'
import { openBoth, type BothWarehouses } from '@cloudact/warehouse/testing/emulator/open-both'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CostQuery } from './cost-query.ts'
import { filterParameters } from './filter-parameters.ts'
import { onlyUsed } from './read-costs.ts'
import { columnList, costColumns } from './read-rows.ts'
import { sqlFile } from './sql-files.ts'
import { ORDERS } from '../genai/reconciliation-query.ts'
import { charge, hourlyCharge, OPENAI, SLACK } from './testing/charge.ts'
import { GENAI_ROWS } from './testing/genai-rows.ts'

const catalog = loadCatalog({ folders: [resolve(import.meta.dirname, '../../../../../configs')] })
/** What statements are put together from. */
const PARTS = [
  'amount',
  'detail-range',
  'family',
  'filter',
  'genai-record-filter',
  'measures',
  'pricing-filter',
  'reconciliation-filter',
  'rollup-range',
]
const RANGE = { start: '2026-01-01', end: '2026-02-01' }

const place = { x_hierarchy_entity_id: 'TEAM-1', x_hierarchy_path: '/DEPT-1/PROJ-1/TEAM-1/' }
/** Twelve decimals, NULLs, negatives, two currencies and charges on both sides of the month's edges. */
const COSTS = [
  charge('2026-01-01', '0.000000000001', { ListCost: '1.123456789012', RegionId: 'us-east-1', ...place }),
  charge('2026-01-31', '12.345678901234', {
    SubAccountId: '1111',
    SubAccountName: 'Prod',
    ResourceId: 'i-1',
  }),
  charge('2026-01-31', '-0.333333333333', { ChargeCategory: 'Credit', SubAccountId: '1111' }),
  charge('2026-01-15', '0.190001', { ChargeCategory: 'Tax', ServiceName: 'Tax', BillingCurrency: 'EUR' }),
  charge('2026-01-15', '99999999.999999999999', { ChargeCategory: 'Purchase', EffectiveCost: '0' }),
  charge('2026-01-20', '3.000000000003', { ...OPENAI, ChargeDescription: 'Größe "GPT"', ...place }),
  charge('2026-01-20', '0.1', { ...SLACK, x_hierarchy_path: '/DEPT-10/', x_hierarchy_entity_id: 'DEPT-10' }),
  hourlyCharge('2026-01-01T00:00:00Z', '1.000001', { SkuId: 'SKU-1', SkuPriceId: 'P-1' }),
  hourlyCharge('2026-01-31T23:00:00Z', '2.000002'),
  charge('2026-02-01', '1000'),
  hourlyCharge('2026-02-01T00:00:00Z', '500'),
  charge('2025-12-31', '1000'),
]
const ROWS: Readonly<Record<string, readonly Row[]>> = { cost_data_standard_1_3: COSTS, ...GENAI_ROWS }

let both: BothWarehouses
beforeAll(async () => {
  both = await openBoth()
  await both.create(Object.keys(ROWS).flatMap((name) => catalog.tables.get(name) ?? []))
  const stamp = {
    x_org_slug: 'acme',
    x_pipeline_id: 'acme-cloud-aws-cost-billing',
    x_credential_id: 'cred',
    x_pipeline_run_date: '2026-01-01',
    x_run_id: 'run-1',
    x_ingested_at: '2026-01-01T00:00:00Z',
    x_ingestion_date: '2026-01-01',
  }
  const slice = { pipelineId: stamp.x_pipeline_id, credentialId: 'cred', accountId: '', period: '2026-01' }
  for (const [table, rows] of Object.entries(ROWS)) {
    const replacement: SliceReplacement = {
      slice: { ...slice, table },
      content: { kind: 'rows', rows: [rows] },
    }
    await both.load(replacement, stamp)
  }
})
afterAll(() => both.close())

const SLOTS = { columns: columnList(costColumns(catalog)) }
const orderOf = (name: string) =>
  name.startsWith('reconciliation') ? ORDERS.amount : 'EffectiveCost DESC NULLS LAST'
const statements = readdirSync(join(import.meta.dirname, 'sql'))
  .map((file) => file.replace('.sql', ''))
  .filter((name) => !PARTS.includes(name))
  .map((name) => ({ name, sql: sqlFile(name, { ...SLOTS, order: orderOf(name) }) }))

/** Every filter there is; each lets something through. */
const FILTERED = {
  providers: 'aws,openai',
  service_categories: 'Compute,AI and Machine Learning',
  services: ['Amazon Elastic Compute Cloud', 'OpenAI API'],
  charge_categories: 'Usage',
  accounts: 'org-1',
  hierarchy_path: '/DEPT-1',
  hierarchy_entity_id: 'TEAM-1',
  department_id: 'DEPT-1',
  project_id: 'PROJ-1',
  team_id: 'TEAM-1',
  include_tax: 'false',
  include_credits: 'false',
}

/** What the statements over GenAI tables ask, with every filter or with none. */
const genaiParameters = (filtered: boolean) => ({
  any_provider: !filtered,
  any_project: !filtered,
  any_model: !filtered,
  any_reason: !filtered,
  only_gaps: filtered,
  only_settled: filtered,
  include_inactive: !filtered,
  provider: 'openai',
  providers: ['openai'],
  projects: ['p1'],
  models: ['gpt-5'],
  reasons: ['rounding', 'credit'],
  path: filtered ? '/DEPT-1/' : '',
  entity: filtered ? '/TEAM-1/' : '',
})

/** The rows of every statement, by its name. */
async function compareAll(query: object, timeZone: string): Promise<Record<string, number>> {
  const days = { timeZone, today: '2026-01-31' }
  const parameters = {
    ...filterParameters(CostQuery.parse(query), RANGE, days, catalog),
    search: '',
    family: '',
    limit: 5,
    offset: 1,
    month_start: '2026-01-01',
    month_end: '2026-02-01',
    previous_start: '2025-12-01',
    previous_end: '2026-01-01',
  }
  const counts: Record<string, number> = {}
  for (const { name, sql } of statements) {
    const family = name === 'family-costs' ? 'genai' : ''
    const genai = /^(genai|pricing|reconciliation)/.test(name) ? genaiParameters(query === FILTERED) : {}
    const statement = {
      sql,
      parameters: onlyUsed(sql, { ...parameters, family, ...genai }),
      range: utcDaysOf(RANGE, timeZone),
      timeZone,
    }
    counts[name] = (await both.sameRows(statement)).length
  }
  return counts
}

test('every statement of the cost reads gives the same rows on both engines', async () => {
  const counts = await compareAll({}, 'UTC')
  expect(
    Object.values(counts).every((count) => count > 0),
    JSON.stringify(counts),
  ).toBe(true)
})

test('with every filter', async () => {
  expect(await compareAll(FILTERED, 'UTC')).toMatchObject({
    'by-provider': 2,
    'rows-total': 1,
    rows: 1,
    'genai-records': 2,
    'genai-usage': 2,
    pricing: 1,
    'reconciliation-rows': 2,
  })
})

test('by days of another time zone', async () => {
  await both.setTimeZone('America/Los_Angeles')
  expect((await compareAll({ metric: 'list' }, 'America/Los_Angeles')).trend).toBeGreaterThan(0)
})

test('with text to search for', async () => {
  const sql = sqlFile('rows-total')
  const filters = filterParameters(
    CostQuery.parse({}),
    RANGE,
    { timeZone: 'America/Los_Angeles', today: '2026-01-31' },
    catalog,
  )
  const parameters = onlyUsed(sql, { ...filters, search: 'größe "gpt"' })
  expect(await both.sameRows({ sql, parameters })).toMatchObject([{ record_count: 1 }])
})
