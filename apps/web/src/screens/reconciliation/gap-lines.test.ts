import { describe, expect, it } from 'vitest'
import type { GapRow } from '../../api/shapes.ts'
import { gapLines } from './gap-lines.ts'

function row(over: Partial<GapRow>): GapRow {
  return {
    cost_date: '2026-04-02',
    provider: 'openai',
    billing_account_id: 'org-1',
    project_id: null,
    project_name: null,
    gap_key: 'a',
    line_item: null,
    model: 'gpt-5',
    service_tier: 'standard',
    currency: 'USD',
    vendor_cost: '3',
    priced_cost: '2',
    gap: '1',
    gap_reason: 'rounding',
    reason_amount: '0.5',
    settled: true,
    ...over,
  }
}

describe('lines of gaps', () => {
  it('show the amounts of a key once, however many reasons it has', () => {
    const rows = [row({}), row({ gap_reason: 'credit' }), row({ gap_key: 'b' })]
    expect(gapLines(rows).map((line) => line.first)).toEqual([true, false, true])
  })

  it.each([
    ['day', { cost_date: '2026-04-01' }],
    ['provider', { provider: 'anthropic' }],
    ['account', { billing_account_id: 'org-2' }],
    ['currency', { currency: 'CNY' }],
  ])('are of different keys in another %s', (_, over) => {
    expect(gapLines([row({}), row(over)]).map((line) => line.first)).toEqual([true, true])
  })
})
