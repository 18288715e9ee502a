import { describe, expect, test } from 'vitest'
import { inWindow, parseTimeWindow } from './time-window.ts'

describe('time windows of prices', () => {
  const peak = parseTimeWindow('Mon-Fri 01:00-04:00 06:00-10:00')

  test.each([
    ['Monday, the first minute', '2026-11-23T01:00:00Z', true],
    ['Monday, the minute before', '2026-11-23T00:59:59Z', false],
    ['the end does not count', '2026-11-23T04:00:00Z', false],
    ['the second range', '2026-11-27T09:59:00.000Z', true],
    ['as a warehouse writes it', '2026-11-27 06:00:00', true],
    ['Saturday', '2026-11-28T02:00:00Z', false],
    ['Sunday', '2026-11-29T02:00:00Z', false],
  ])('%s: %s is inside: %s', (_, at, expected) => {
    expect(inWindow(peak, at)).toBe(expected)
  })

  test('of a day without an hour it cannot be told', () => {
    expect(inWindow(peak, '2026-11-23')).toBeUndefined()
  })

  test('without days, every day; days may run over the end of the week', () => {
    expect(inWindow(parseTimeWindow('16:30-24:00'), '2026-11-28T23:59:00Z')).toBe(true)
    const weekend = parseTimeWindow('Sat-Mon 00:00-24:00')
    expect(
      ['2026-11-27', '2026-11-28', '2026-11-29', '2026-11-30', '2026-12-01'].map((day) =>
        inWindow(weekend, `${day}T12:00:00Z`),
      ),
    ).toEqual([false, true, true, true, false])
  })

  test.each([
    ['nothing', ''],
    ['words', 'peak'],
    ['an unknown day', 'Mon-Frei 01:00-04:00'],
    ['a day that is none', 'Mon-Abc 01:00-04:00'],
    ['hours over midnight', '16:30-00:30'],
    ['an hour that is none', '24:30-25:00'],
    ['minutes that are none', '01:00-01:60'],
  ])('refuses %s', (_, text) => {
    expect(() => parseTimeWindow(text)).toThrow(/time window|days of the week|end before|time of day/)
  })
})
