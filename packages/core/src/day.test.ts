import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, addMonths, daysBetween, eachDay, eachMonth, formatDay, parseDay } from './day.ts'

describe('parseDay', () => {
  it.each(['2026-02-29', '2026-13-01', '2026-1-1', '20260101', '0000-01-01', '2026-01-01T00:00:00Z', ''])(
    'refuses %j',
    (text) => {
      expect(() => parseDay(text)).toThrow(expect.objectContaining({ code: 'invalid_input' }))
    },
  )

  it('accepts a leap day', () => {
    expect(parseDay('2028-02-29')).toBe('2028-02-29')
  })
})

describe('days and months', () => {
  it('counts half-open: the end is not included', () => {
    expect(eachDay({ start: '2026-02-27', end: '2026-03-01' })).toEqual(['2026-02-27', '2026-02-28'])
    expect(eachMonth({ start: '2026-01-31', end: '2026-03-01' })).toEqual(['2026-01-01', '2026-02-01'])
    expect(eachDay({ start: '2026-03-01', end: '2026-03-01' })).toEqual([])
  })

  it('crosses year ends in both directions', () => {
    expect(addMonths('2026-01-15', -1)).toBe('2025-12-01')
    expect(addMonths('2026-12-15', 1)).toBe('2027-01-01')
  })

  it('adds back what it counted', () => {
    const day = fc.integer({ min: 0, max: 20_000 }).map((count) => formatDay(count * 86_400_000))
    fc.assert(
      fc.property(day, fc.integer({ min: -500, max: 500 }), (start, count) => {
        expect(daysBetween(start, addDays(start, count))).toBe(count)
      }),
    )
  })
})
