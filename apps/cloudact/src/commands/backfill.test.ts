import { describe, expect, it } from 'vitest'
import { monthlyRanges } from './backfill.ts'

describe('monthlyRanges', () => {
  it('cuts a range at month starts and keeps both edges', () => {
    expect(monthlyRanges({ start: '2025-11-20', end: '2026-02-01' })).toEqual([
      { start: '2025-11-20', end: '2025-12-01' },
      { start: '2025-12-01', end: '2026-01-01' },
      { start: '2026-01-01', end: '2026-02-01' },
    ])
  })

  it('leaves a range within one month whole', () => {
    expect(monthlyRanges({ start: '2026-01-05', end: '2026-01-06' })).toEqual([
      { start: '2026-01-05', end: '2026-01-06' },
    ])
  })
})
