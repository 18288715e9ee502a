/** Instants are UTC, in the ISO spelling people paste into tickets; only hours of charges are in a time zone. */
const DAY = /^\d{4}-\d{2}-\d{2}$/
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

/** `2026-11-21 10:04:09 UTC`, `—` when there is none. */
export function formatInstant(instant: string | null | undefined): string {
  const time = parse(instant)
  if (!time) return '—'
  return `${time.toISOString().slice(0, 19).replace('T', ' ')} UTC`
}

/** `21 Nov 2026` of a day or an instant. */
export function formatDay(day: string | null | undefined): string {
  const time = parse(day)
  if (!time) return '—'
  return `${time.getUTCDate()} ${MONTHS[time.getUTCMonth()]} ${time.getUTCFullYear()}`
}

/** `21 Nov`, for chart axes. */
export function formatDayShort(day: string): string {
  const time = parse(day)
  return time ? `${time.getUTCDate()} ${MONTHS[time.getUTCMonth()]}` : day
}

/** `November 2026` → `Nov 2026` of a day. */
export function formatMonth(day: string): string {
  const time = parse(day)
  return time ? `${MONTHS[time.getUTCMonth()]} ${time.getUTCFullYear()}` : day
}

/** `just now`, `12 min ago`, `3 h ago`, `5 d ago`. */
export function formatAgo(instant: string | null | undefined, now: number): string {
  const time = parse(instant)
  if (!time) return 'never'
  const seconds = Math.max(0, Math.floor((now - time.getTime()) / 1000))
  if (seconds < 60) return 'just now'
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ago`
  return `${Math.floor(seconds / 86_400)} d ago`
}

/** `420 ms`, `3.2 s`, `2 min 05 s`, `1 h 12 min`. */
export function formatDuration(milliseconds: number | null | undefined): string {
  if (milliseconds === null || milliseconds === undefined) return '—'
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`
  if (milliseconds < 60_000) return `${(milliseconds / 1000).toFixed(1)} s`
  const seconds = Math.floor(milliseconds / 1000)
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`
  return `${Math.floor(seconds / 3600)} h ${String(Math.floor((seconds % 3600) / 60)).padStart(2, '0')} min`
}

/** Adds days to a UTC day. */
export function addDays(day: string, count: number): string {
  const time = new Date(`${day}T00:00:00Z`)
  time.setUTCDate(time.getUTCDate() + count)
  return time.toISOString().slice(0, 10)
}

export function firstOfMonth(day: string): string {
  return `${day.slice(0, 7)}-01`
}

/** The first day of the month before that of `day`. */
export function firstOfPreviousMonth(day: string): string {
  return firstOfMonth(addDays(firstOfMonth(day), -1))
}

/** `21 Nov 2026, 02:00` on the clocks of a zone. */
export function formatHour(instant: string, zone: string): string {
  const time = parse(instant)
  if (!time) return '—'
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' })
  return `${formatDay(dayIn(zone, time.getTime()))}, ${clock.format(time)}`
}

/** The calendar day it is in a zone. */
export function dayIn(zone: string, now: number): string {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(now)
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? ''
  return `${part('year')}-${part('month')}-${part('day')}`
}

export function utcDay(now: number): string {
  return new Date(now).toISOString().slice(0, 10)
}

/** A calendar day that exists: `2026-02-30` is not one. */
export function isDay(value: string): boolean {
  if (!DAY.test(value)) return false
  const time = new Date(`${value}T00:00:00Z`)
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(value)
}

function parse(value: string | null | undefined): Date | undefined {
  if (!value) return undefined
  const time = new Date(DAY.test(value) ? `${value}T00:00:00Z` : value)
  return Number.isNaN(time.getTime()) ? undefined : time
}
