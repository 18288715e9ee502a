import { Decimal } from '@cloudact/core/decimal'
import { parseOrgSlug } from '@cloudact/core/org-slug'
import type { OrgWarehouse, Row } from '@cloudact/core/ports/warehouse'
import { runProcessor } from '@cloudact/engine/testing/processor-context'
import { testDatabase } from '@cloudact/store/testing/test-database'
import { openTestLake } from '@cloudact/warehouse/testing/open-test-lake'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { focusRow } from './focus-row.ts'
import paygCost from './payg-cost.ts'
import paygFocus from './payg-focus.ts'
import paygUsage from './payg-usage.ts'
import { googleFixture, PROJECT, VERTEX } from './testing/google-fixture.ts'

const STARTED = '2026-11-08T02:00:00.000Z'
const RANGE = { start: '2026-10-30', end: '2026-11-03' }
const FOCUS = 'cost_data_standard_1_3'
const config = { provider: 'vertex' }

let lake: OrgWarehouse
let fixture: Awaited<ReturnType<typeof googleFixture>>
let close: () => Promise<void>

beforeAll(async () => {
  const opened = await openTestLake(await testDatabase())
  lake = opened.lake.forOrg(parseOrgSlug('acme'))
  fixture = await googleFixture(lake, STARTED)
  close = async () => {
    await fixture.simulator.close()
    await opened.close()
  }
}, 300_000)
afterAll(() => close())

async function runPipeline(metadata: Record<string, unknown> = {}) {
  const options = fixture.context({ range: RANGE, credentials: [{ ...VERTEX, metadata }] })
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

const OWN = `x_pipeline_id = 'acme-genai-payg-vertex'`
const months = async () =>
  (
    await read(
      `SELECT DISTINCT {{month_text(ChargePeriodStart)}} AS month FROM {{table(${FOCUS})}} WHERE ${OWN}`,
    )
  )
    .map((row) => String(row['month']))
    .sort()

/** A line of another pipeline's bill that names the project. */
async function bill(day: string, subAccount: string) {
  const line = focusRow(
    {
      provider: 'gcp',
      vendor: 'Google Cloud',
      accountId: '01AB23-CD45EF-678901',
      accountName: 'Billing',
      day,
      billingStatus: 'open',
      subAccountType: 'Project',
    },
    { id: subAccount, name: null },
    { currency: 'USD', billed: '1', effective: '1', list: '1', contracted: '1' },
    {
      ChargeCategory: 'Usage',
      x_genai_cost_type: null,
      x_genai_provider: null,
      x_source_record_id: `bill/${day}`,
    },
  )
  await runProcessor(
    {
      summary: 'writes a bill',
      config: paygUsage.config,
      run: async (context) => {
        await context.write([
          {
            table: FOCUS,
            credentialId: 'cred-gcp',
            accountId: '01AB23-CD45EF-678901',
            period: day,
            content: { kind: 'rows', rows: [[line]] },
          },
        ])
        return { rows: 1 }
      },
    },
    { provider: 'gcp' },
    fixture.context({ pipelinePath: 'cloud/gcp/billing', range: RANGE }),
  )
}

describe('Vertex AI, from Cloud Monitoring to FOCUS 1.3', () => {
  test('without a cloud bill usage is priced at list; what has no certain price has no cost and a finding', async () => {
    const findings = await runPipeline()
    const rows = await read(`SELECT * FROM {{table(${FOCUS})}} WHERE ${OWN}`)
    expect(new Set(rows.map((row) => row['x_genai_model']))).toEqual(
      new Set(['gemini-2.5-flash', 'gemini-2.5-flash-lite', 'gemini-embedding-001']),
    )
    for (const row of rows) {
      const product = new Decimal(String(row['ListUnitPrice'])).times(String(row['PricingQuantity']))
      expect(product.eq(String(row['ListCost']))).toBe(true)
    }
    expect(rows[0]).toMatchObject({
      BillingAccountId: PROJECT,
      SubAccountId: PROJECT,
      x_billed_source: 'priced_estimate',
    })
    const unpriced = findings
      .filter(({ code }) => code === 'unpriced')
      .map(({ detail }) => String(detail?.['model']))
    expect(new Set(unpriced)).toEqual(new Set(['gemini-2.5-pro', 'gemini-9-preview', 'gemini-2.5-flash']))
    const costs = await read(
      `SELECT model, COUNT(list_cost) AS priced FROM {{table(genai_payg_costs_daily)}} WHERE model = 'gemini-2.5-pro' GROUP BY model`,
    )
    expect(costs.map((row) => Number(row['priced']))).toEqual([0])
    expect(await months()).toEqual(['2026-10', '2026-11'])
  })

  test('a bill of another project changes nothing', async () => {
    await bill('2026-10-15', 'somebody-else')
    await runPipeline()
    expect(await months()).toEqual(['2026-10', '2026-11'])
  })

  test('from the first month a bill names the project in, its days are the bill’s: earlier estimates are withdrawn', async () => {
    await bill('2026-11-02', PROJECT)
    const findings = await runPipeline()
    expect(await months()).toEqual(['2026-10'])
    expect(findings.filter(({ code }) => code === 'billed_elsewhere')).toMatchObject([
      { detail: { first_day: '2026-11-01', billed_by: 'gcp', account_id: PROJECT } },
    ])
    const kept = await read(
      `SELECT COUNT(*) AS lines FROM {{table(genai_payg_costs_daily)}} WHERE cost_date >= {{date('2026-11-01')}} AND list_cost IS NOT NULL`,
    )
    expect(Number(kept[0]?.['lines'])).toBeGreaterThan(0)
  })

  test('the integration may say otherwise: always, or never', async () => {
    await runPipeline({ focus_rows: 'on' })
    expect(await months()).toEqual(['2026-10', '2026-11'])
    await runPipeline({ focus_rows: 'off' })
    expect(await months()).toEqual([])
  })
})
