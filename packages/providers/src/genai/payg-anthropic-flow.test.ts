import { Decimal } from '@cloudact/core/decimal'
import { parseOrgSlug } from '@cloudact/core/org-slug'
import type { OrgWarehouse, Row } from '@cloudact/core/ports/warehouse'
import { runProcessor } from '@cloudact/engine/testing/processor-context'
import { testDatabase } from '@cloudact/store/testing/test-database'
import { openTestLake } from '@cloudact/warehouse/testing/open-test-lake'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import paygCost from './payg-cost.ts'
import paygFocus from './payg-focus.ts'
import paygUsage from './payg-usage.ts'
import { anthropicFixture } from './testing/anthropic-fixture.ts'

const STARTED = '2026-11-03T02:00:00.000Z'
const OCTOBER = { start: '2026-10-01', end: '2026-11-01' }
const config = { provider: 'anthropic' }

let lake: OrgWarehouse
let fixture: Awaited<ReturnType<typeof anthropicFixture>>
let close: () => Promise<void>
let findings: Awaited<ReturnType<typeof runPipeline>>
let rows: Row[]

beforeAll(async () => {
  const opened = await openTestLake(await testDatabase())
  lake = opened.lake.forOrg(parseOrgSlug('acme'))
  fixture = await anthropicFixture(lake, STARTED)
  close = async () => {
    await fixture.simulator.close()
    await opened.close()
  }
  findings = await runPipeline(OCTOBER)
  rows = await read('SELECT * FROM {{table(cost_data_standard_1_3)}} ORDER BY x_source_record_id')
}, 300_000)
afterAll(() => close())

async function runPipeline(range: { start: string; end: string }, startedAt = STARTED) {
  fixture.simulator.control.setNow(Date.parse(startedAt))
  const options = fixture.context({ range, startedAt })
  const extract = await runProcessor(paygUsage, config, options)
  const outputs = { extract_usage: extract.output ?? {} }
  const price = await runProcessor(paygCost, config, { ...options, outputs })
  const all = { ...outputs, calculate_costs: price.output ?? {} }
  const focus = await runProcessor(paygFocus, config, { ...options, outputs: all })
  return [...extract.findings, ...price.findings, ...focus.findings]
}

async function read(sql: string): Promise<Row[]> {
  const found: Row[] = []
  for await (const batch of lake.query({ sql, parameters: {} })) found.push(...batch)
  return found
}

/** Sums of a column by a key, as text. */
function sums(all: readonly Row[], keyOf: (row: Row) => string, column: string): Record<string, string> {
  const totals = new Map<string, Decimal>()
  for (const row of all)
    totals.set(keyOf(row), (totals.get(keyOf(row)) ?? new Decimal(0)).plus(String(row[column])))
  return Object.fromEntries([...totals].map(([key, total]) => [key, total.toFixed()]))
}

const dayOf = (row: Row) => String(row['ChargePeriodStart']).slice(0, 10)
const usage = (all: readonly Row[]) => all.filter((row) => row['ChargeCategory'] === 'Usage')

/** What the vendor billed per day and workspace, straight from the simulator. */
function billed(days: readonly string[]): Record<string, string> {
  const lines = days.flatMap((day) =>
    fixture.simulator.control.ledger
      .costs(day)
      .map((line): Row => ({ key: `${day} ${String(line.workspace_id)}`, amount: line.amount.toFixed() })),
  )
  return sums(lines, (line) => String(line['key']), 'amount')
}

const OCTOBER_DAYS = Array.from({ length: 31 }, (_, index) => `2026-10-${String(index + 1).padStart(2, '0')}`)

describe('a month of Anthropic, from the admin API to FOCUS 1.3', () => {
  test('Σ BilledCost per UTC day and workspace equals the cost report, in dollars, to the last decimal', () => {
    const ours = sums(rows, (row) => `${dayOf(row)} ${String(row['SubAccountId'])}`, 'BilledCost')
    expect(ours).toEqual(billed(OCTOBER_DAYS))
  })

  test('the gaps this vendor makes on purpose are explained, none stays unexplained', () => {
    const reasons = new Set(rows.map((row) => row['x_gap_reason']))
    expect(reasons).toEqual(
      new Set([null, 'unpriced_usage', 'no_usage_record', 'not_in_cost_api', 'rounding']),
    )
    const byReason = (reason: string) => rows.filter((row) => row['x_gap_reason'] === reason)
    expect(new Set(byReason('no_usage_record').map((row) => row['ChargeDescription']))).toEqual(
      new Set(['Difference between billed and priced usage: Code Execution Usage']),
    )
    // Requests the vendor blocked are in the usage report and in no bill.
    expect(new Set(byReason('not_in_cost_api').map((row) => row['x_genai_model']))).toEqual(
      new Set(['claude-haiku-4-5-20251001']),
    )
    expect(byReason('not_in_cost_api').every((row) => String(row['BilledCost']).startsWith('-'))).toBe(true)
    expect(
      byReason('rounding').every((row) => new Decimal(String(row['BilledCost'])).abs().lt('0.0001')),
    ).toBe(true)
  })

  test('every dimension with a price of its own is a row of its own at its list price', () => {
    const price = (id: string) =>
      usage(rows).find((row) => row['SkuPriceId'] === `anthropic/${id}`)?.['ListUnitPrice']
    expect(price('claude-sonnet-5/input-tokens:standard:global:base')).toBe('2')
    expect(price('claude-sonnet-5/input-tokens:standard:us:base')).toBe('2.2')
    expect(price('claude-sonnet-5/cached-input-tokens:standard:global:base')).toBe('0.2')
    expect(price('claude-opus-5/cache-write-tokens:standard:global:base-5m')).toBe('6.25')
    expect(price('claude-opus-5/cache-write-tokens:standard:global:base-1h')).toBe('10')
    expect(price('claude-opus-5/output-tokens:fast:global:base')).toBe('50')
    expect(price('claude-haiku-4-5-20251001/output-tokens:batch:global:base')).toBe('2.5')
    expect(price('claude-sonnet-4-5-20250929/output-tokens:standard:global:base')).toBe('15')
    expect(price('claude-sonnet-4-5-20250929/output-tokens:standard:global:long')).toBe('22.5')
    expect(price('claude-sonnet-5/web-search:standard:us:base')).toBe('10')
  })

  test('a price id has one price, and list cost is price × quantity exactly', () => {
    const prices = new Map<unknown, unknown>()
    for (const row of usage(rows)) {
      expect(prices.get(row['SkuPriceId']) ?? row['ListUnitPrice']).toBe(row['ListUnitPrice'])
      prices.set(row['SkuPriceId'], row['ListUnitPrice'])
      const product = new Decimal(String(row['ListUnitPrice'])).times(String(row['PricingQuantity']))
      expect(product.eq(String(row['ListCost']))).toBe(true)
    }
    expect(prices.size).toBeGreaterThan(25)
  })

  test('accounts, workspaces and keys are Anthropic’s, with their names; the default workspace has none', async () => {
    const coding = rows.find((row) => row['SubAccountId'] === 'wrkspc_01Coding7Hq')
    expect(coding).toMatchObject({
      ServiceProviderName: 'Anthropic',
      HostProviderName: 'Anthropic',
      InvoiceIssuerName: 'Anthropic',
      BillingAccountId: '5f1c2e0a-7b64-4d0e-9a3f-harborlinelabs',
      BillingCurrency: 'USD',
      SubAccountName: 'Coding agents',
      SubAccountType: 'Workspace',
      x_pipeline_id: 'acme-genai-payg-anthropic',
    })
    const workbench = usage(rows).find((row) => row['SubAccountId'] === null)
    expect(workbench).toMatchObject({ SubAccountType: null, SubAccountName: null })
    const keys = await read(
      'SELECT DISTINCT api_key_id, api_key_name FROM {{table(genai_payg_costs_daily)}} WHERE api_key_id IS NOT NULL',
    )
    expect(new Map(keys.map((key) => [key['api_key_id'], key['api_key_name']]))).toEqual(
      new Map([
        ['apikey_01CodingCi', 'coding-ci'],
        ['apikey_01ContractsProd', 'contracts-prod'],
        ['apikey_01ContractsNight', 'contracts-night'],
        ['apikey_01HelpdeskEu', 'helpdesk-eu'],
      ]),
    )
  })

  test('an unknown model has no usage row and no 0; Priority Tier is outside the comparison and has no cost', async () => {
    expect(
      usage(rows).filter(
        (row) => row['x_genai_model'] === 'claude-opus-6-preview' || row['x_service_tier'] === 'priority',
      ),
    ).toEqual([])
    const unpriced = findings.filter(({ code }) => code === 'unpriced').map(({ detail }) => detail)
    expect(
      new Set(unpriced.map((detail) => `${String(detail?.['model'])} ${String(detail?.['tier'])}`)),
    ).toEqual(new Set(['claude-opus-6-preview standard', 'claude-opus-5 priority']))
    const priority = await read(
      `SELECT COUNT(*) AS lines, COUNT(list_cost) AS priced FROM {{table(genai_payg_costs_daily)}}
        WHERE service_tier = 'priority' AND compared = FALSE`,
    )
    expect(priority.map((row) => [Number(row['lines']) > 0, Number(row['priced'])])).toEqual([[true, 0]])
  })

  test('a restated day is replaced and reconciles again; the same day twice leaves the same rows', async () => {
    fixture.simulator.control.restate('2026-10-12', 1.3)
    const day = { start: '2026-10-12', end: '2026-10-13' }
    const day12 = async () => {
      await runPipeline(day, '2026-11-12T02:00:00.000Z')
      const found = await read(
        `SELECT * FROM {{table(cost_data_standard_1_3)}} WHERE {{day(ChargePeriodStart)}} = {{date('2026-10-12')}} ORDER BY x_source_record_id`,
      )
      return found.map((row) =>
        Object.fromEntries(Object.entries(row).filter(([name]) => !/^x_(run_id|inges)/.test(name))),
      )
    }
    const once = await day12()
    expect(sums(once, (row) => `${dayOf(row)} ${String(row['SubAccountId'])}`, 'BilledCost')).toEqual(
      billed(['2026-10-12']),
    )
    expect(await day12()).toEqual(once)
  })
})
