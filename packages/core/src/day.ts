import { AppError } from './errors.ts'

/** A UTC calendar day, `YYYY-MM-DD`. */
export type Day = string

/** Half-open range of UTC days: `start` included, `end` not. */
export type DayRange = { readonly start: Day; readonly end: Day }

const DAY = /^\d{4}-\d{2}-\d{2}$/
const MILLISECONDS_PER_DAY = 86_400_000

/** Throws `invalid_input` for anything that is not an existing day of the years 1900–2999. */
export function parseDay(text: string): Day {
  const time = DAY.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  if (Number.isNaN(time) || formatDay(time) !== text || text < '1900' || text >= '3000') {
    throw new AppError(
      'invalid_input',
      `"${text.slice(0, 20)}" is not a date. Use YYYY-MM-DD, for example 2026-01-31.`,
    )
  }
  return text
}

/** The UTC day of an instant in milliseconds since the epoch. */
export function formatDay(milliseconds: number): Day {
  return new Date(milliseconds).toISOString().slice(0, 10)
}

export function addDays(day: Day, count: number): Day {
  return formatDay(Date.parse(`${day}T00:00:00Z`) + count * MILLISECONDS_PER_DAY)
}

/** Days from `start` to `end`, exclusive of `end`. */
export function daysBetween(start: Day, end: Day): number {
  return Math.round(
    (Date.parse(`${end}T00:00:00Z`) - Date.parse(`${start}T00:00:00Z`)) / MILLISECONDS_PER_DAY,
  )
}

/** Every day of a half-open range, in order. */
export function eachDay(range: DayRange): Day[] {
  return Array.from({ length: Math.max(0, daysBetween(range.start, range.end)) }, (_, index) =>
    addDays(range.start, index),
  )
}

/** First day of the month a day lies in. */
export function monthStart(day: Day): Day {
  return `${day.slice(0, 7)}-01`
}

/** First day of the month `count` months later (negative: earlier). */
export function addMonths(day: Day, count: number): Day {
  const date = new Date(`${monthStart(day)}T00:00:00Z`)
  date.setUTCMonth(date.getUTCMonth() + count)
  return formatDay(date.getTime())
}

/** First days of every month a half-open range touches. */
export function eachMonth(range: DayRange): Day[] {
  const months: Day[] = []
  for (let month = monthStart(range.start); month < range.end; month = addMonths(month, 1)) months.push(month)
  return months
}
