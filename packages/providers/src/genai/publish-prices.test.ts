import type { SeedRow } from '@cloudact/catalog/catalog'
import { parseOrgSlug } from '@cloudact/core/org-slug'
import type { OwnPrice } from '@cloudact/core/ports/price-terms'
import type { OrgWarehouse, Row } from '@cloudact/core/ports/warehouse'
import { runProcessor } from '@cloudact/engine/testing/processor-context'
import { testDatabase } from '@cloudact/store/testing/test-database'
import { openTestLake } from '@cloudact/warehouse/testing/open-test-lake'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { publishedPrices } from './prices/published-prices.ts'
import publishPrices from './publish-prices.ts'
import { ownPrice } from './testing/own-price.ts'
import { catalogAt } from './testing/vendor-context.ts'

const FILE = 'anthropic/pricing.csv'
const catalog = catalogAt('http://127.0.0.1:9', 'anthropic')
const LIST = catalog.seeds.get(FILE) ?? []

let lake: OrgWarehouse
let close: () => Promise<void>
beforeAll(async () => {
  const opened = await openTestLake(await testDatabase())
  lake = opened.lake.forOrg(parseOrgSlug('acme'))
  close = () => opened.close()
})
afterAll(() => close())

function publish(list: readonly SeedRow[], startedAt: string) {
  const seeds = new Map([...catalog.seeds, [FILE, list]])
  const options = {
    catalog: { ...catalog, seeds },
    warehouse: lake,
    startedAt,
    pipelinePath: 'genai/payg/anthropic',
  }
  return runProcessor(publishPrices, { provider: 'anthropic' }, options)
}

async function stored(): Promise<Row[]> {
  const rows: Row[] = []
  for await (const batch of lake.query({
    sql: 'SELECT * FROM {{table(genai_payg_pricing)}}',
    parameters: {},
  }))
    rows.push(...batch)
  return rows
}

describe('the price list of an organization', () => {
  test('holds every price in force, one row per model, region and currency', async () => {
    const { rows, findings } = await publish(LIST, '2026-11-03T02:00:00.000Z')
    const published = await stored()
    expect([published.length, findings]).toEqual([rows, []])
    expect(new Set(published.map((row) => `${String(row['model'])}|${String(row['region'])}`)).size).toBe(
      rows,
    )
    const opus = published.find((row) => row['model'] === 'claude-opus-5' && row['region'] === 'global')
    expect(opus).toMatchObject({
      provider: 'anthropic',
      model_family: 'claude-opus-5',
      currency: 'USD',
      input_per_1m: '5',
      output_per_1m: '25',
      cached_input_per_1m: '0.5',
      cached_write_per_1m: '6.25',
      batch_input_per_1m: '2.5',
      batch_output_per_1m: '12.5',
      cached_discount_pct: '90',
      batch_discount_pct: '50',
      status: 'ACTIVE',
      is_override: false,
    })
    const prices: Record<string, unknown>[] = JSON.parse(String(opus?.['prices']))
    expect(prices.find((one) => one['service_tier'] === 'fast' && one['meter'] === 'output')).toMatchObject({
      price: '50',
      unit: '1000000 Tokens',
      source: expect.stringMatching(/./),
      checked_on: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
    })
  })

  test('is left as it is when nothing changed', async () => {
    const before = await lake.version()
    await publish(LIST, '2026-11-04T02:00:00.000Z')
    expect(await lake.version()).toBe(before)
  })

  test('says which prices changed, came and went', async () => {
    const input = LIST.find((row) => row['model'] === 'claude-opus-5' && row['meter'] === 'output')
    const changed = LIST.map((row) => (row === input ? { ...row, price: '21' } : row))
    const added = { ...input, price_id: 'new-price', model: 'claude-new' }
    const { findings } = await publish([...changed.slice(1), added], '2026-11-05T02:00:00.000Z')
    expect(findings).toMatchObject([{ code: 'prices_changed', severity: 'info', detail: { count: 3 } }])
    expect(findings[0]?.detail?.['changes']).toContainEqual({
      price_id: 'new-price',
      before: null,
      after: input?.['price'],
    })
  })
})

test('a price that ended or has not begun is not in force; one that starts that moment is', () => {
  const row = { model: 'm', meter: 'output', tier: 'standard', unit: '1000000 Tokens', currency: 'USD' }
  const list = [
    { ...row, price_id: 'old', price: '1', effective_to: '2026-08-16T16:00:00Z' },
    {
      ...row,
      price_id: 'now',
      price: '2',
      effective_from: '2026-08-16T16:00:00Z',
      effective_to: '2026-09-01',
    },
    { ...row, price_id: 'later', price: '3', effective_from: '2026-09-01' },
  ]
  const at = (instant: string) =>
    publishedPrices({ provider: 'x', rows: list, file: 'x.csv' }, instant).map((one) => one['output_per_1m'])
  expect(at('2026-08-16T15:59:59Z')).toEqual(['1'])
  expect(at('2026-08-16T16:00:00Z')).toEqual(['2'])
  expect(at('2026-09-01T00:00:00Z')).toEqual(['3'])
})

describe('the organization’s own prices in the published list', () => {
  const own = (over: Partial<OwnPrice>) =>
    ownPrice({ provider: 'anthropic', model: 'claude-opus-5', ...over })
  const rowsOf = (prices: readonly OwnPrice[], at = '2026-11-03T02:00:00.000Z') =>
    publishedPrices({ provider: 'anthropic', rows: LIST, file: FILE, own: prices }, at)
  const opus = (rows: readonly Row[]) =>
    rows.find((row) => row['model'] === 'claude-opus-5' && row['region'] === 'global')

  test('an override stands beside its list price from its first day to the day it ends', () => {
    const prices = [own({ price: '20.5', from: '2026-11-03', to: '2026-12-01', notes: 'frame contract' })]
    expect(opus(rowsOf(prices))).toMatchObject({
      is_override: true,
      output_per_1m: '25',
      override_output_per_1m: '20.5',
      override_input_per_1m: null,
      override_effective_from: '2026-11-03',
      override_notes: 'frame contract',
    })
    expect(rowsOf(prices)).toHaveLength(rowsOf([]).length)
    for (const at of ['2026-11-02T23:59:59Z', '2026-12-01T00:00:00Z'])
      expect(opus(rowsOf(prices, at))).toMatchObject({ is_override: false, override_output_per_1m: null })
  })

  test('a custom model is a row with your organization as its source', () => {
    const rows = rowsOf([own({ kind: 'custom', model: 'house-model' })])
    const row = rows.find((one) => one['model'] === 'house-model')
    expect(row).toMatchObject({ output_per_1m: '7', is_override: false, currency: 'USD' })
    expect(JSON.parse(String(row?.['prices']))).toMatchObject([{ price: '7', source: 'your organization' }])
  })

  test('a custom price takes the place of an equal list price', () => {
    const rows = rowsOf([own({ kind: 'custom' })])
    expect(opus(rows)).toMatchObject({ output_per_1m: '7', input_per_1m: '5', is_override: false })
    expect(rows).toHaveLength(rowsOf([]).length)
  })
})
