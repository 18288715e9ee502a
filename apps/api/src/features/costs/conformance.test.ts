import type { ConformanceReport, RuleResult } from '@cloudact/conformance/report'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { charge } from './testing/charge.ts'
import { testCosts, type TestCosts } from './testing/test-costs.ts'

const APRIL = 'start_date=2026-04-01&end_date=2026-05-01'
/** What makes a charge conform: usage has a price, or is a correction of earlier usage. */
const CORRECTION = { ChargeCategory: 'Adjustment', ResourceId: null }
let costs: TestCosts

beforeAll(async () => {
  costs = await testCosts('2026-04-11T12:00:00Z')
  await costs.load([
    charge('2026-03-05', '7', { ...CORRECTION, BillingCurrency: 'Credits' }),
    charge('2026-04-01', '1.5', CORRECTION),
    charge('2026-04-02', '2.5', CORRECTION),
  ])
  await costs.load([charge('2026-04-02', '999', { BillingAccountName: 'Globex' })], { org: 'globex' })
})
afterAll(() => costs.close())

async function report(
  query: string,
): Promise<ConformanceReport & { of: (rule: string) => RuleResult | undefined }> {
  const response = await costs.get(`/conformance?${query}`)
  expect(response.statusCode).toBe(200)
  const body: ConformanceReport = response.json()
  return { ...body, of: (rule) => body.results.find((result) => result.rule === rule) }
}

describe('conformance', () => {
  it('is asked of the rows of the range, every rule with its verdict', async () => {
    const april = await report(APRIL)
    expect(april).toMatchObject({ version: '1.3', dataset: 'CostAndUsage', rows: 2, conforms: true })
    expect(april.results).toHaveLength(837)
    expect(april.of('CAU-BillingCurrency-C-006-M')).toMatchObject({
      verdict: 'pass',
      level: 'must',
      failingRows: 0,
    })
  })

  it('names the rule that is broken, how often, and rows by their place in the export of the range', async () => {
    const both = await report('start_date=2026-03-01&end_date=2026-05-01&examples=5')
    expect(both).toMatchObject({ rows: 3, conforms: false })
    expect(both.of('CAU-BillingCurrency-C-006-M')).toMatchObject({
      verdict: 'fail',
      failingRows: 1,
      examples: [{ row: 1, values: { BillingCurrency: 'Credits' } }],
    })
  })

  it('follows the filters of the other reports', async () => {
    expect((await report(`${APRIL}&providers=OpenAI`)).rows).toBe(0)
  })

  it('takes the criteria of the model and refuses others', async () => {
    expect((await report(`${APRIL}&criteria=all&examples=0`)).rows).toBe(2)
    const refused = await costs.get(`/conformance?${APRIL}&criteria=WEATHER_SUPPORTED`)
    expect(refused.statusCode).toBe(422)
    expect(refused.json()).toMatchObject({ code: 'invalid_input', errors: [{ path: 'criteria' }] })
    expect((await costs.get('/conformance?examples=101')).statusCode).toBe(422)
  })

  it('shows nothing of another organization', async () => {
    expect((await costs.get(`/conformance?${APRIL}`)).body).not.toContain('Globex')
    expect((await costs.get(`/conformance?${APRIL}`, 'globex')).statusCode).toBe(404)
  })
})
