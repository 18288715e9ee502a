import { Decimal } from '@cloudact/core/decimal'
import { parseOrgSlug } from '@cloudact/core/org-slug'
import type { OrgWarehouse, Row } from '@cloudact/core/ports/warehouse'
import { runProcessor } from '@cloudact/engine/testing/processor-context'
import { testDatabase } from '@cloudact/store/testing/test-database'
import { openTestLake } from '@cloudact/warehouse/testing/open-test-lake'
import { afterAll, beforeAll, expect, test } from 'vitest'
import paygCost from './payg-cost.ts'
import paygFocus from './payg-focus.ts'
import paygUsage from './payg-usage.ts'
import { openAiFixture } from './testing/openai-fixture.ts'

const config = { provider: 'openai' }
const NOVEMBER = '2026-11-10T02:00:00.000Z'

let lake: OrgWarehouse
let fixture: Awaited<ReturnType<typeof openAiFixture>>
let close: () => Promise<void>
beforeAll(async () => {
  const opened = await openTestLake(await testDatabase())
  lake = opened.lake.forOrg(parseOrgSlug('acme'))
  fixture = await openAiFixture(lake, NOVEMBER)
  for (const table of fixture.context().catalog.tables.values()) await lake.ensureTable(table)
  close = async () => {
    await fixture.simulator.close()
    await opened.close()
  }
})
afterAll(() => close())

async function run(start: string, end: string, startedAt: string, catalog = fixture.context().catalog) {
  fixture.simulator.control.setNow(Date.parse(startedAt))
  const options = fixture.context({ range: { start, end }, startedAt, catalog })
  const extract = await runProcessor(paygUsage, config, options)
  const outputs = { extract_usage: extract.output ?? {} }
  const price = await runProcessor(paygCost, config, { ...options, outputs })
  const all = { ...outputs, calculate_costs: price.output ?? {} }
  const focus = await runProcessor(paygFocus, config, { ...options, outputs: all })
  return focus.findings.filter(({ code }) => code === 'days_recounted')
}

async function focusRows(start: string, end: string): Promise<Row[]> {
  const rows: Row[] = []
  const sql = `SELECT * FROM {{table(cost_data_standard_1_3)}}
    WHERE ChargePeriodStart >= {{timestamp(@start)}} AND ChargePeriodStart < {{timestamp(@end)}}
    ORDER BY ChargePeriodStart, x_source_record_id`
  for await (const batch of lake.query({ sql, parameters: { start, end } })) rows.push(...batch)
  return rows
}

/** Sums of usage by UTC day and source record, and every true-up row as it is. */
function totals(rows: readonly Row[]) {
  const usage = new Map<string, Decimal[]>()
  const columns = ['ConsumedQuantity', 'PricingQuantity', 'BilledCost', 'ListCost', 'ContractedCost']
  for (const row of rows.filter((one) => one['ChargeCategory'] === 'Usage')) {
    const key = [
      row['x_source_record_id'],
      row['SkuPriceId'],
      row['SubAccountId'],
      row['x_billed_source'],
    ].join()
    const sums = usage.get(key) ?? columns.map(() => new Decimal(0))
    usage.set(
      key,
      sums.map((sum, index) => sum.plus(String(row[columns[index] ?? '']))),
    )
  }
  const trueUps = rows
    .filter((row) => row['ChargeCategory'] === 'Adjustment')
    .map((row) =>
      [row['ChargePeriodStart'], row['ChargePeriodEnd'], row['x_source_record_id'], row['BilledCost']].join(),
    )
  return {
    usage: [...usage].map(([key, sums]) => `${key} ${sums.map((sum) => sum.toFixed()).join(' ')}`).sort(),
    trueUps: trueUps.sort(),
  }
}

const lengths = (rows: readonly Row[], category: string) =>
  new Set(
    rows
      .filter((row) => row['ChargeCategory'] === category)
      .map(
        (row) =>
          (Date.parse(String(row['ChargePeriodEnd'])) - Date.parse(String(row['ChargePeriodStart']))) /
          3_600_000,
      ),
  )

test('another time zone turns usage of open months into hours with the same totals and true-ups, and back', async () => {
  await run('2026-09-15', '2026-09-16', NOVEMBER)
  await run('2026-11-01', '2026-11-04', NOVEMBER)
  const november = ['2026-11-01', '2026-11-04'] as const
  const days = await focusRows(...november)
  const september = await focusRows('2026-09-01', '2026-10-01')
  expect(lengths(days, 'Usage')).toEqual(new Set([24]))
  expect(totals(days).trueUps.length).toBeGreaterThan(0)

  await lake.setTimeZone('Asia/Kolkata')
  const found = await run('2026-11-09', '2026-11-10', NOVEMBER)
  const hours = await focusRows(...november)
  expect(lengths(hours, 'Usage')).toEqual(new Set([1]))
  expect(lengths(hours, 'Adjustment')).toEqual(new Set([24]))
  expect(totals(hours)).toEqual(totals(days))
  expect(found).toEqual([
    expect.objectContaining({
      severity: 'info',
      message: expect.stringContaining('Reports count days in Asia/Kolkata now: usage from 2026-11-01'),
    }),
  ])
  // A final month stays as it was closed.
  expect(await focusRows('2026-09-01', '2026-10-01')).toEqual(september)
  expect(await run('2026-11-09', '2026-11-10', NOVEMBER)).toEqual([])
  expect(totals(await focusRows(...november))).toEqual(totals(days))

  await lake.setTimeZone('UTC')
  expect(await run('2026-11-09', '2026-11-10', NOVEMBER)).toHaveLength(1)
  const again = await focusRows(...november)
  expect(lengths(again, 'Usage')).toEqual(new Set([24]))
  expect(totals(again)).toEqual(totals(days))
}, 120_000)

test('usage whose price depends on the hour is by the hour in UTC too, and is not counted as another length', async () => {
  const { catalog } = fixture.context()
  const file = 'openai/pricing.csv'
  const rows = catalog.seeds.get(file) ?? []
  const night = rows
    .filter((row) => /^gpt-5\.1-codex(\[-date\])?$/.test(row['model'] ?? '') && row['meter'] === 'output')
    .map((row) => ({
      ...row,
      price_id: `${row['price_id'] ?? ''}-night`,
      time_window: '00:00-06:00',
      price: '1',
    }))
  expect(night.length).toBeGreaterThan(0)
  const seeds = new Map([...catalog.seeds, [file, [...rows, ...night]]])
  await run('2026-11-05', '2026-11-06', NOVEMBER, { ...catalog, seeds })
  const codex = (await focusRows('2026-11-05', '2026-11-06')).filter(
    (row) => row['x_genai_model'] === 'gpt-5.1-codex' && row['x_token_type'] === 'output',
  )
  expect(lengths(codex, 'Usage')).toEqual(new Set([1]))
  for (const row of codex) {
    const atNight = Number(String(row['ChargePeriodStart']).slice(11, 13)) < 6
    expect(String(row['ListUnitPrice'])).toBe(atNight ? '1' : '10')
    expect(String(row['SkuPriceId'])).toMatch(atNight ? /:base-0000-0600$/ : /:base-other$/)
  }
  const known = await run('2026-11-09', '2026-11-10', NOVEMBER, { ...catalog, seeds })
  expect(known).toEqual([])
}, 120_000)
