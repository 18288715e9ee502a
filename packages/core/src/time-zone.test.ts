import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayInZone, offsetsOf, parseTimeZone, utcDaysOf } from './time-zone.ts'

const at = (text: string) => Date.parse(text)

describe('parseTimeZone', () => {
  it.each(['+02:00', 'Mars/Olympus', '', 'a'.repeat(70), 'UTC; DROP', "UTC'", 'Europe/Berlin '])(
    'refuses %j',
    (text) => {
      expect(() => parseTimeZone(text)).toThrow(expect.objectContaining({ code: 'invalid_input' }))
    },
  )

  it('keeps the name that was chosen, with one name for UTC', () => {
    expect(['Asia/Kolkata', 'Asia/Calcutta', 'europe/berlin', 'Etc/UTC', 'utc'].map(parseTimeZone)).toEqual([
      'Asia/Kolkata',
      'Asia/Calcutta',
      'Europe/Berlin',
      'UTC',
      'UTC',
    ])
  })

  it('accepts every zone a form can offer', () => {
    const zones = Intl.supportedValuesOf('timeZone')
    expect(zones.map(parseTimeZone)).toEqual(zones)
  })
})

describe('days of a zone', () => {
  it.each([
    ['2026-03-08T07:59:00Z', 'America/Los_Angeles', '2026-03-07'],
    ['2026-03-08T08:00:00Z', 'America/Los_Angeles', '2026-03-08'],
    ['2026-03-09T06:59:00Z', 'America/Los_Angeles', '2026-03-08'],
    ['2026-03-09T07:00:00Z', 'America/Los_Angeles', '2026-03-09'],
    ['2026-01-01T18:29:00Z', 'Asia/Kolkata', '2026-01-01'],
    ['2026-01-01T18:30:00Z', 'Asia/Kolkata', '2026-01-02'],
    ['2011-12-30T09:59:00Z', 'Pacific/Apia', '2011-12-29'],
    ['2011-12-30T10:00:00Z', 'Pacific/Apia', '2011-12-31'],
    ['2026-01-01T23:59:59.999Z', 'UTC', '2026-01-01'],
  ])('%s in %s is %s', (instant, zone, day) => {
    expect(dayInZone(at(instant), zone)).toBe(day)
  })

  it('has the offsets of the zone at any minute', () => {
    const zones = [
      'Europe/Berlin',
      'America/St_Johns',
      'Pacific/Apia',
      'Africa/Casablanca',
      'Australia/Lord_Howe',
    ]
    const minute = fc.integer({
      min: at('2010-01-01T00:00:00Z') / 60_000,
      max: at('2045-01-01T00:00:00Z') / 60_000,
    })
    fc.assert(
      fc.property(fc.constantFrom(...zones), minute, (zone, minutes) => {
        const instant = minutes * 60_000
        const offset = offsetsOf(zone).findLast(({ from }) => from <= instant)?.minutes ?? 0
        expect(new Date(instant + offset * 60_000).toISOString().slice(0, 10)).toBe(dayInZone(instant, zone))
      }),
    )
  })

  it('covers them with UTC days', () => {
    const range = { start: '2026-01-01', end: '2026-01-02' }
    expect(utcDaysOf(range, 'UTC')).toEqual(range)
    expect(utcDaysOf(range, 'Pacific/Apia')).toEqual({ start: '2025-12-31', end: '2026-01-03' })
  })
})
