import { COST_AND_USAGE_COLUMNS } from '@cloudact/focus/cost-and-usage-columns'
import { describe, expect, it } from 'vitest'
import { chargeGroups, PROOF_COLUMNS } from './charge-groups.ts'

describe('chargeGroups', () => {
  it('shows every column of FOCUS exactly once, under a heading of its own', () => {
    const row = Object.fromEntries(COST_AND_USAGE_COLUMNS.map(({ id }) => [id, null]))
    const groups = chargeGroups(row)
    const shown = groups.flatMap((group) => group.columns)
    expect([...shown].sort()).toEqual(Object.keys(row).sort())
    expect(groups.map((group) => group.title)).not.toContain('Added by CloudAct')
  })

  it('keeps columns it does not know, and leaves the proof to its own place', () => {
    const groups = chargeGroups({ x_run_id: 'r', x_token_type: 'input', x_of_an_overlay: '1' })
    expect(groups).toEqual([{ title: 'Added by CloudAct', columns: ['x_token_type', 'x_of_an_overlay'] }])
    expect(PROOF_COLUMNS).toContain('x_run_id')
  })
})
