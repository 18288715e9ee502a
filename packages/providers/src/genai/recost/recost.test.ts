import { Decimal } from '@cloudact/core/decimal'
import { parseOrgSlug } from '@cloudact/core/org-slug'
import type { PriceTerms } from '@cloudact/core/ports/price-terms'
import type { OrgWarehouse, Row } from '@cloudact/core/ports/warehouse'
import { runProcessor } from '@cloudact/engine/testing/processor-context'
import { testDatabase } from '@cloudact/store/testing/test-database'
import { openTestLake } from '@cloudact/warehouse/testing/open-test-lake'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import paygCost from '../payg-cost.ts'
import paygFocus from '../payg-focus.ts'
import paygStored from '../payg-stored.ts'
import paygUsage from '../payg-usage.ts'
import { CREDENTIAL, openAiFixture } from '../testing/openai-fixture.ts'
import { ownPrice } from '../testing/own-price.ts'
import { previewRecost } from './preview-recost.ts'

const STARTED = '2026-11-03T02:00:00.000Z'
const LATER = '2026-11-20T02:00:00.000Z'
const PERIOD = { start: '2026-10-10', end: '2026-10-12' }
const config = { provider: 'openai' }
const anew = { ...config, usage_of: 'genai/payg/openai' }
const NO_TERMS: PriceTerms = { prices: [], discounts: [] }

let lake: OrgWarehouse
let fixture: Awaited<ReturnType<typeof openAiFixture>>
let close: () => Promise<void>
beforeAll(async () => {
  const opened = await openTestLake(await testDatabase())
  lake = opened.lake.forOrg(parseOrgSlug('acme'))
  fixture = await openAiFixture(lake, STARTED)
  close = async () => {
    await fixture.simulator.close()
    await opened.close()
  }
  const range = { start: '2026-10-09', end: '2026-10-12' }
  const extract = await runProcessor(paygUsage, config, fixture.context({ range }))
  const context = fixture.context({ range, outputs: { extract_usage: extract.output ?? {} } })
  await runProcessor(paygCost, config, context)
  await runProcessor(paygFocus, config, context)
}, 120_000)
afterAll(() => close())

async function read(sql: string): Promise<Row[]> {
  const rows: Row[] = []
  for await (const batch of lake.query({ sql, parameters: {} })) rows.push(...batch)
  return rows
}
const costs = () =>
  read(
    `SELECT {{cast(cost_date, string)}} AS day, model, COUNT(*) AS row_count, {{sum(contracted_cost)}} AS cost, {{sum(list_cost)}} AS list
     FROM {{table(genai_payg_costs_daily)}} GROUP BY cost_date, model ORDER BY day, model`,
  )
const focus = () =>
  read(
    `SELECT {{cast({{day(ChargePeriodStart)}}, string)}} AS day, COUNT(*) AS row_count, {{sum(ContractedCost)}} AS contracted, {{sum(BilledCost)}} AS billed
     FROM {{table(cost_data_standard_1_3)}} GROUP BY {{day(ChargePeriodStart)}} ORDER BY day`,
  )

/** The pipeline genai/payg/cost_only/openai at a later time, with an organization's terms. */
async function recost(terms: PriceTerms, metadata: Record<string, unknown> = {}, startedAt = LATER) {
  const base = fixture.context({
    range: PERIOD,
    startedAt,
    pipelinePath: 'genai/payg/cost_only/openai',
    credentials: [{ ...CREDENTIAL, metadata }],
    services: { priceTerms: { termsOf: async () => terms } },
  })
  const stored = await runProcessor(paygStored, config, base)
  const options = { ...base, outputs: { take_stored_usage: stored.output ?? {} } }
  const cost = await runProcessor(paygCost, anew, options)
  const focused = await runProcessor(paygFocus, anew, options)
  return [...cost.findings, ...focused.findings]
}

const preview = (terms: PriceTerms, percent = '0') =>
  previewRecost({
    warehouse: lake,
    catalog: fixture.context().catalog,
    provider: 'openai',
    range: PERIOD,
    terms,
    discountPercents: new Map([[CREDENTIAL.credentialId, new Decimal(percent)]]),
    now: LATER,
    signal: new AbortController().signal,
  })

describe('pricing stored usage anew', () => {
  test('with the same prices changes nothing, twice', async () => {
    const [before, charged] = [await costs(), await focus()]
    const same = await preview(NO_TERMS)
    expect(same.models.length).toBeGreaterThan(3)
    expect(same.models.map((one) => one.change)).toEqual(same.models.map(() => '0'))
    expect([same.days, same.records > 10]).toEqual([2, true])
    for (const _ of [1, 2]) await recost(NO_TERMS)
    expect([await costs(), await focus()]).toEqual([before, charged])
  })

  test('gives what the preview said to the last decimal, of the days asked for and no others', async () => {
    const before = await costs()
    const charged = await focus()
    const [{ model } = { model: '' }] = (
      await read(`SELECT model FROM {{table(genai_payg_costs_daily)}} WHERE meter = 'output' AND service_tier = 'standard'
        AND context_band = 'base' AND cost_date = DATE '2026-10-10' ORDER BY model LIMIT 1`)
    ).map((row) => ({ model: String(row['model']) }))
    const terms = { ...NO_TERMS, prices: [ownPrice({ model, price: '3.000000000001', from: '2026-10-11' })] }
    const { models, finalDays } = await preview(terms)
    const changed = models.filter((one) => one.change !== '0')
    expect(changed.map((one) => one.model)).toEqual([model])
    expect(finalDays).toEqual([])

    const findings = await recost(terms)
    const after = await costs()
    const sumOf = (rows: readonly Row[]) =>
      rows
        .filter((row) => row['model'] === model && String(row['day']) >= PERIOD.start)
        .reduce((sum, row) => sum.plus(String(row['cost'])), new Decimal(0))
    expect([sumOf(before).toFixed(), sumOf(after).toFixed()]).toEqual([changed[0]?.before, changed[0]?.after])
    const untouched = (rows: readonly Row[]) =>
      rows.filter((row) => row['model'] !== model || row['day'] !== '2026-10-11')
    expect(untouched(after)).toEqual(untouched(before))
    // The list price stays, and so does what the vendor billed.
    expect(after.map((row) => row['row_count'])).toEqual(before.map((row) => row['row_count']))
    expect((await focus()).map((row) => row['billed'])).toEqual(charged.map((row) => row['billed']))
    expect(findings.filter((one) => one.code === 'closed_period_changed')).toEqual([])
    const [priced] = await read(
      `SELECT DISTINCT price_source, price_term_id, contracted_unit_price FROM {{table(genai_payg_costs_daily)}} WHERE price_term_id IS NOT NULL`,
    )
    expect(priced).toEqual({
      price_source: 'override',
      price_term_id: 'own',
      contracted_unit_price: '3.000000000001',
    })
  })

  test('after the settings of the integration changed uses them', async () => {
    const { models } = await preview(NO_TERMS, '50')
    await recost(NO_TERMS, { negotiated_discount_percent: '50' })
    const half = await preview(NO_TERMS, '50')
    expect(half.models.map((one) => one.before)).toEqual(models.map((one) => one.after))
    await recost(NO_TERMS)
  })

  test('of a closed month is said beforehand', async () => {
    const closed = await previewRecost({
      ...{ warehouse: lake, catalog: fixture.context().catalog, provider: 'openai', range: PERIOD },
      ...{ terms: NO_TERMS, discountPercents: new Map([[CREDENTIAL.credentialId, new Decimal(0)]]) },
      ...{ now: '2027-03-01T00:00:00Z', signal: new AbortController().signal },
    })
    expect(closed.finalDays).toEqual(['2026-10-10', '2026-10-11'])
  })

  test('leaves usage of other integrations alone', async () => {
    const none = await previewRecost({
      ...{ warehouse: lake, catalog: fixture.context().catalog, provider: 'openai', range: PERIOD },
      ...{ terms: NO_TERMS, discountPercents: new Map(), now: LATER, signal: new AbortController().signal },
    })
    expect(none).toEqual({ models: [], finalDays: [], days: 0, records: 0 })
  })
})
