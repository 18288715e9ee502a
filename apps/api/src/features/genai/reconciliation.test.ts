import { Decimal } from '@cloudact/core/decimal'
import type { Row } from '@cloudact/core/ports/warehouse'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type KeyName, testCosts, type TestCosts } from '../costs/testing/test-costs.ts'

type Gap = readonly [reason: string | null, amount: string]

/** The rows of one key: one per reason, each with the totals of the key. */
function key(
  day: string,
  name: string,
  numbers: readonly [string, string],
  gaps: readonly Gap[],
  more: Row = {},
): Row[] {
  const [vendor, priced] = numbers
  return gaps.map(([reason, amount]) => ({
    cost_date: day,
    provider: 'openai',
    billing_account_id: 'org-1',
    project_id: 'proj_a',
    project_name: 'Shop',
    gap_key: name,
    line_item: `${name}, input`,
    model: 'gpt-5',
    service_tier: 'standard',
    currency: 'USD',
    vendor_cost: vendor,
    priced_cost: priced,
    gap: new Decimal(vendor).minus(priced).toFixed(),
    gap_reason: reason,
    reason_amount: amount,
    settled: true,
    x_source_record_id: `${day}/${name}/${reason}`,
    x_genai_provider: 'openai',
    ...more,
  }))
}

const CLAUDE = {
  provider: 'anthropic',
  project_id: 'wrkspc_1',
  model: 'claude-opus-5',
  x_genai_provider: 'anthropic',
}
const DAYS: Readonly<Record<string, readonly Row[]>> = {
  '2026-04-01': [
    ...key(
      '2026-04-01',
      'a',
      ['1.57', '1.525'],
      [
        ['unpriced_usage', '0.04'],
        ['rounding', '0.005'],
      ],
    ),
    ...key('2026-04-01', 'b', ['2', '2'], [[null, '0']]),
  ],
  '2026-04-02': [
    ...key('2026-04-02', 'c', ['3.000000000001', '5'], [['not_in_cost_api', '-1.999999999999']], CLAUDE),
    ...key('2026-04-02', 'd', ['7', '0'], [['no_usage_record', '7']], { currency: 'CNY', settled: false }),
  ],
}

let costs: TestCosts
beforeAll(async () => {
  costs = await testCosts('2026-04-11T12:00:00Z')
  const table = 'genai_cost_reconciliation_daily'
  for (const [period, rows] of Object.entries(DAYS)) await costs.load(rows, { table, period })
  await costs.load(key('2026-04-01', 'secret', ['999', '1'], [['unexplained', '998']]), {
    org: 'globex',
    table,
    period: '2026-04-01',
  })
})
afterAll(() => costs.close())

type Answer = {
  readonly rows: readonly Record<string, unknown>[]
  readonly totals: readonly Record<string, unknown>[]
  readonly reasons: readonly { currency: string; gap_reason: string; amount: string; row_count: number }[]
  readonly total: number
  readonly date_range: object
  readonly choices: Readonly<Record<string, readonly unknown[]>>
}
const APRIL = 'start_date=2026-04-01&end_date=2026-05-01'
async function ask(query = ''): Promise<Answer> {
  const response = await costs.genai(`/reconciliation?${APRIL}${query}`)
  expect(response.statusCode, response.body).toBe(200)
  return response.json<Answer>()
}
const keysOf = ({ rows }: Answer) => rows.map((row) => row['gap_key'])

describe('GET /api/v1/genai/{org}/reconciliation', () => {
  it('counts a key with several reasons once, and never adds two currencies', async () => {
    const answer = await ask()
    expect(answer.totals).toEqual([
      { currency: 'CNY', vendor_cost: '7', priced_cost: '0', gap: '7', key_count: 1 },
      {
        currency: 'USD',
        vendor_cost: '6.570000000001',
        priced_cost: '8.525',
        gap: '-1.954999999999',
        key_count: 3,
      },
    ])
    expect(answer.total).toBe(5)
    expect(answer.date_range).toEqual({ start: '2026-04-01', end: '2026-05-01', time_zone: 'UTC' })
  })

  it('explains 100 % of the gap: the reasons of a currency add up to it, to the last decimal', async () => {
    const { reasons, totals } = await ask()
    for (const { currency, gap } of totals) {
      const sum = reasons
        .filter((reason) => reason.currency === currency)
        .reduce((total, reason) => total.plus(reason.amount), new Decimal(0))
      expect(sum.toFixed()).toBe(gap)
    }
    expect(reasons.map(({ gap_reason: reason, row_count: rows }) => [reason, rows])).toEqual([
      ['no_usage_record', 1],
      ['not_in_cost_api', 1],
      ['rounding', 1],
      ['unpriced_usage', 1],
    ])
  })

  it('gives every number of a row as text', async () => {
    const { rows } = await ask('&gap_reasons=not_in_cost_api')
    expect(rows).toEqual([
      {
        cost_date: '2026-04-02',
        provider: 'anthropic',
        billing_account_id: 'org-1',
        project_id: 'wrkspc_1',
        project_name: 'Shop',
        gap_key: 'c',
        line_item: 'c, input',
        model: 'claude-opus-5',
        service_tier: 'standard',
        currency: 'USD',
        vendor_cost: '3.000000000001',
        priced_cost: '5',
        gap: '-1.999999999999',
        gap_reason: 'not_in_cost_api',
        reason_amount: '-1.999999999999',
        settled: true,
      },
    ])
  })

  it.each([
    ['provider, by any of its spellings', '&providers=CLAUDE', ['c']],
    ['a provider nobody knows', '&providers=nobody', []],
    ['project', '&project_ids=proj_a', ['d', 'a', 'a', 'b']],
    ['model', '&models=claude-opus-5', ['c']],
    ['reason', '&gap_reasons=rounding,no_usage_record', ['d', 'a']],
    ['gaps alone', '&only_gaps=true', ['c', 'd', 'a', 'a']],
    ['settled days', '&only_settled=true', ['c', 'a', 'a', 'b']],
    ['the largest gap first', '&sort=amount&only_gaps=true', ['d', 'c', 'a', 'a']],
    ['a page', '&limit=2&offset=1', ['d', 'a']],
  ])('filters and pages: %s', async (_, query, expected) => {
    expect(keysOf(await ask(query))).toEqual(expected)
  })

  it('has totals of everything that matches, whatever the page', async () => {
    expect((await ask('&limit=1')).totals).toEqual((await ask()).totals)
  })

  it('names what occurs in the range whatever the filters, to choose filters from', async () => {
    const { choices } = await ask('&models=claude-opus-5')
    expect(choices['models']).toEqual(expect.arrayContaining(['claude-opus-5', 'gpt-5']))
    expect(choices['gap_reasons']).toEqual([
      'no_usage_record',
      'not_in_cost_api',
      'rounding',
      'unpriced_usage',
    ])
    expect(choices['projects']).toContainEqual({ project_id: 'wrkspc_1', project_name: 'Shop' })
  })

  it('is downloaded as CSV: every row that matches, every digit', async () => {
    const response = await costs.genai(`/reconciliation/export?${APRIL}&providers=CLAUDE`)
    expect([response.statusCode, response.headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8'])
    const [head, ...lines] = response.body.trimEnd().split('\n')
    expect(head).toBe(
      'cost_date,provider,billing_account_id,project_id,project_name,gap_key,line_item,model,service_tier,currency,vendor_cost,priced_cost,gap,gap_reason,reason_amount,settled',
    )
    expect(lines).toHaveLength(1)
    expect(lines[0]).toContain('3.000000000001')
    expect((await costs.genai('/reconciliation/export?sort=date')).statusCode).toBe(422)
    for (const [key, status] of [
      [null, 401],
      ['acmeWithoutCosts', 403],
      ['globex', 404],
    ] as const)
      expect((await costs.genai(`/reconciliation/export?${APRIL}`, key)).statusCode).toBe(status)
  })

  it('answers an organization without GenAI with nothing, not with an error', async () => {
    const response = await costs.genai('/reconciliation?start_date=2025-01-01&end_date=2025-02-01')
    expect(response.json()).toMatchObject({ rows: [], totals: [], reasons: [], total: 0 })
  })

  it.each([
    'colour=red',
    'sort=guess',
    'limit=0',
    'only_gaps=perhaps',
    'start_date=2026-02-30',
    'start_date=2026-04-02&end_date=2026-04-01',
  ])('refuses %s', async (query) => {
    expect((await costs.genai(`/reconciliation?${query}`)).statusCode).toBe(422)
  })

  it.each<[string, KeyName | null, number]>([
    ['no key', null, 401],
    ['a key without the scope', 'acmeWithoutCosts', 403],
    ['another organization’s key', 'globex', 404],
  ])('refuses %s', async (_, caller, status) => {
    const response = await costs.genai(`/reconciliation?${APRIL}`, caller)
    expect(response.statusCode).toBe(status)
    expect(response.body).not.toContain('gap_key')
  })

  it('never shows a row of another organization', async () => {
    expect(keysOf(await ask())).not.toContain('secret')
  })
})
