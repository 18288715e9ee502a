import { resolve } from 'node:path'
import { loadCatalog } from '@cloudact/catalog/load-catalog'
import type { Row } from '@cloudact/core/ports/warehouse'
import type { Finding, ProcessorContext } from '@cloudact/engine/processor'
import { processorContext } from '@cloudact/engine/testing/processor-context'
import { openBoth, type BothWarehouses } from '@cloudact/warehouse/testing/emulator/open-both'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ClosedPeriodWatch } from './closed-period.ts'
import { DayRows } from './day-rows.ts'
import { daysToRecount } from './recount-days.ts'

const catalog = loadCatalog({ folders: [resolve(import.meta.dirname, '../../../../configs')] })
const PIPELINE = 'acme-genai-payg-openai'
const DAY = { day: '2026-01-31', accountId: 'org-1', credentialId: 'cred' }
const STAMP = {
  x_org_slug: 'acme',
  x_pipeline_id: PIPELINE,
  x_credential_id: 'cred',
  x_pipeline_run_date: '2026-01-31',
  x_run_id: 'run-1',
  x_ingested_at: '2026-02-01T00:00:00Z',
  x_ingestion_date: '2026-02-01',
}

const usage = (id: string, cells: Row): Row => ({
  cost_date: '2026-01-31',
  provider: 'openai',
  billing_account_id: 'org-1',
  model: 'gpt-5',
  service_tier: 'default',
  context_band: '',
  meter: 'input',
  sku_meter: 'input',
  quantity: '123456.000000000001',
  unit: 'token',
  pricing_unit: '1M tokens',
  is_priced: true,
  compared: false,
  x_source_record_id: id,
  x_ingestion_id: 'i',
  x_genai_provider: 'openai',
  ...cells,
})
const focus = (start: string, end: string, billed: string): Row => ({
  BilledCost: billed,
  EffectiveCost: billed,
  ListCost: billed,
  ContractedCost: billed,
  PricingCurrencyEffectiveCost: billed,
  BillingAccountId: 'org-1',
  BillingAccountType: 'Organization',
  BillingCurrency: 'USD',
  PricingCurrency: 'USD',
  BillingPeriodStart: '2026-01-01T00:00:00Z',
  BillingPeriodEnd: '2026-02-01T00:00:00Z',
  ChargePeriodStart: start,
  ChargePeriodEnd: end,
  ChargeCategory: 'Usage',
  ChargeFrequency: 'Usage-Based',
  ServiceProviderName: 'OpenAI',
  ProviderName: 'OpenAI',
  PublisherName: 'OpenAI',
  InvoiceIssuerName: 'OpenAI',
  ServiceName: 'OpenAI API',
  ServiceCategory: 'AI and Machine Learning',
  ServiceSubcategory: 'Generative AI',
})
/** Twelve decimals, NULLs and negatives; the day before and the day after stay out. */
const TABLES = {
  genai_payg_costs_daily: [
    usage('2', { list_cost: '0.123456789012', hourly_quantities: '[{"hour":0,"quantity":"1.5"}]' }),
    usage('1', { list_cost: null, quantity: '-0.000001', is_priced: false }),
    usage('3', { cost_date: '2026-02-01' }),
  ],
  cost_data_standard_1_3: [
    focus('2026-01-31T00:00:00Z', '2026-02-01T00:00:00Z', '0.123456789012'),
    focus('2026-01-31T23:00:00Z', '2026-02-01T00:00:00Z', '-0.000001'),
    focus('2026-02-01T00:00:00Z', '2026-02-02T00:00:00Z', '5'),
    focus('2026-01-30T23:00:00Z', '2026-01-31T00:00:00Z', '7'),
  ],
}

let both: BothWarehouses
beforeAll(async () => {
  both = await openBoth()
  for (const [table, rows] of Object.entries(TABLES)) {
    await both.create([catalog.tables.get(table)].filter((found) => found !== undefined))
    // Days are looked for by their slices, which hold more here than theirs.
    const period = table === 'genai_payg_costs_daily' ? DAY.day : 'all'
    const slice = { table, pipelineId: PIPELINE, credentialId: 'cred', accountId: 'org-1', period }
    await both.load({ slice, content: { kind: 'rows', rows: [rows] } }, STAMP)
  }
})
afterAll(() => both.close())

/** What the work answers over the lake; over BigQuery it must be the same. */
async function same<Answer>(
  work: (context: ProcessorContext, findings: readonly Finding[]) => Promise<Answer>,
): Promise<Answer> {
  const answers: Answer[] = []
  for (const warehouse of [both.lake, both.bigquery]) {
    const opened = processorContext({
      catalog,
      warehouse,
      pipelinePath: 'genai/payg/openai',
      startedAt: '2026-02-10T00:00:00.000Z',
      range: { start: DAY.day, end: '2026-02-01' },
    })
    answers.push(await work(opened.context, opened.findings))
    await opened.close()
  }
  const [lake, bigquery] = answers
  expect(bigquery).toEqual(lake)
  if (lake === undefined) throw new Error('nothing was answered')
  return lake
}

test('the rows of a day are read alike on both engines', async () => {
  const rows = await same(async (context) => {
    const source = { table: 'genai_payg_costs_daily', dateColumn: 'cost_date', days: [DAY] }
    return await (await DayRows.open(context, source)).of(DAY)
  })
  expect(rows).toMatchObject([
    { x_source_record_id: '1', quantity: '-0.000001', list_cost: null },
    { x_source_record_id: '2', list_cost: '0.123456789012' },
  ])
})

test.each([
  [true, [{ day: '2026-01-31' }]],
  [false, [{ day: '2026-01-30' }, { day: '2026-01-31' }]],
])('the days to count again are the same on both engines, by the hour: %s', async (hourly, days) => {
  const found = await same((context) =>
    daysToRecount(context, { hourly, finalRule: 'days_after_month_end:35', credentialId: undefined }),
  )
  expect(found).toMatchObject(days)
})

test('a change of a closed day is found with the same amounts on both engines', async () => {
  const findings = await same(async (context, found) => {
    const watch = new ClosedPeriodWatch(context)
    await watch.before(DAY, [{ BilledCost: '1' }])
    watch.report()
    return found
  })
  expect(findings).toMatchObject([{ detail: { before: '0.123455789012', after: '1' } }])
})
