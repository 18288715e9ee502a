import { describe, expect, test } from 'vitest'
import { billingStatus, isSettled, rereadRange } from './periods.ts'

describe('what a run reads (75 §6)', () => {
  test("yesterday's run reads the open window again", () => {
    expect(rereadRange({ start: '2026-11-18', end: '2026-11-19' }, '2026-11-19T02:00:00Z', 3)).toEqual({
      start: '2026-11-16',
      end: '2026-11-19',
    })
  })

  test('a backfill of closed days stays as asked', () => {
    const range = { start: '2026-03-01', end: '2026-04-01' }
    expect(rereadRange(range, '2026-11-19T02:00:00Z', 3)).toEqual(range)
  })

  test('until the 5th the previous month is read whole', () => {
    expect(rereadRange({ start: '2026-11-04', end: '2026-11-05' }, '2026-11-05T02:00:00Z', 3).start).toBe(
      '2026-10-01',
    )
    expect(rereadRange({ start: '2026-11-05', end: '2026-11-06' }, '2026-11-06T02:00:00Z', 3).start).toBe(
      '2026-11-03',
    )
  })

  test('then weekly, on Mondays', () => {
    expect(rereadRange({ start: '2026-11-15', end: '2026-11-16' }, '2026-11-16T02:00:00Z', 3).start).toBe(
      '2026-10-01',
    )
  })

  test('a wide range is never narrowed', () => {
    expect(rereadRange({ start: '2026-08-01', end: '2026-11-19' }, '2026-11-19T02:00:00Z', 3).start).toBe(
      '2026-08-01',
    )
  })
})

test('a day is settled 48 hours after its end', () => {
  expect(isSettled('2026-11-16', '2026-11-19T00:00:00Z', 48)).toBe(true)
  expect(isSettled('2026-11-16', '2026-11-18T23:59:59Z', 48)).toBe(false)
})

test('open while the month runs, provisional after it, final 35 days later', () => {
  expect(billingStatus('2026-10-31', '2026-10-31T23:00:00Z', 'days_after_month_end:35')).toBe('open')
  expect(billingStatus('2026-10-31', '2026-11-01T00:00:00Z', 'days_after_month_end:35')).toBe('provisional')
  expect(billingStatus('2026-10-01', '2026-12-05T23:00:00Z', 'days_after_month_end:35')).toBe('provisional')
  expect(billingStatus('2026-10-01', '2026-12-06T00:00:00Z', 'days_after_month_end:35')).toBe('final')
})
