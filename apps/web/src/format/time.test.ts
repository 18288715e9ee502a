import { describe, expect, it } from 'vitest'
import {
  addDays,
  dayIn,
  firstOfPreviousMonth,
  formatAgo,
  formatDay,
  formatDuration,
  formatHour,
  formatInstant,
  isDay,
} from './time.ts'

describe('instants', () => {
  it('are shown in UTC whatever the zone they were written in', () => {
    expect(formatInstant('2026-11-21T12:04:09+02:00')).toBe('2026-11-21 10:04:09 UTC')
    expect(formatDay('2026-11-01')).toBe('1 Nov 2026')
    expect(formatInstant(null)).toBe('—')
    expect(formatInstant('not a time')).toBe('—')
  })

  it.each([
    [30, 'just now'],
    [61, '1 min ago'],
    [7_300, '2 h ago'],
    [200_000, '2 d ago'],
  ])('%i seconds ago is "%s"', (seconds, expected) => {
    const now = Date.parse('2026-11-21T10:00:00Z')
    expect(formatAgo(new Date(now - seconds * 1000).toISOString(), now)).toBe(expected)
  })
})

describe('formatDuration', () => {
  it.each([
    [420, '420 ms'],
    [3_240, '3.2 s'],
    [125_000, '2 min 05 s'],
    [4_320_000, '1 h 12 min'],
    [null, '—'],
  ])('%s is %s', (milliseconds, expected) => {
    expect(formatDuration(milliseconds)).toBe(expected)
  })
})

describe('days', () => {
  it.each([
    ['America/Los_Angeles', '2026-03-08', '8 Mar 2026, 23:30'],
    ['Asia/Kolkata', '2026-03-09', '9 Mar 2026, 12:00'],
    ['UTC', '2026-03-09', '9 Mar 2026, 06:30'],
  ])('and hours are those of %s', (zone, day, hour) => {
    expect(dayIn(zone, Date.parse('2026-03-09T06:30:00Z'))).toBe(day)
    expect(formatHour('2026-03-09T06:30:00Z', zone)).toBe(hour)
  })

  it('cross months and leap days in UTC', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
    expect(addDays('2026-11-01', -1)).toBe('2026-10-31')
    expect(firstOfPreviousMonth('2026-01-31')).toBe('2025-12-01')
  })

  it('refuse days that do not exist', () => {
    expect(isDay('2026-02-30')).toBe(false)
    expect(isDay('2026-2-3')).toBe(false)
    expect(isDay('2026-02-28')).toBe(true)
  })
})
