import { describe, expect, it } from 'vitest'
import { runRange } from './run-range.ts'

describe('runRange', () => {
  it('shows the last day a half-open range covers', () => {
    expect(runRange({ start_date: '2026-11-01', end_date: '2026-12-01' })).toBe('2026-11-01 → 2026-11-30')
    expect(runRange({ start_date: '2026-11-20', end_date: '2026-11-21' })).toBe('2026-11-20')
  })

  it('falls back on the date of the run', () => {
    expect(runRange({ run_date: '2026-11-20' })).toBe('2026-11-20')
    expect(runRange({})).toBe('—')
  })
})
