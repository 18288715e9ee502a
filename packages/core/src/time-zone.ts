import { addDays, type Day, type DayRange } from './day.ts'
import { AppError } from './errors.ts'

/** An IANA time zone such as `Europe/Berlin`; `UTC` for every spelling of it. */
export type TimeZone = string

export const UTC: TimeZone = 'UTC'

/** From this instant (milliseconds since the epoch) on, local time is UTC plus so many minutes. */
export type OffsetPeriod = { readonly from: number; readonly minutes: number }

const MINUTE = 60_000
const WEEK = 7 * 24 * 60 * MINUTE
/** Bills lie well within; outside, the offset of the nearer end is used. */
const FIRST = Date.UTC(2010, 0, 1)
const LAST = Date.UTC(2045, 0, 1)

const formats = new Map<TimeZone, Intl.DateTimeFormat>()
const offsets = new Map<TimeZone, readonly OffsetPeriod[]>()

/** Throws `invalid_input` for anything but an IANA name; offsets such as `+02:00` are not zones. Case is mended. */
export function parseTimeZone(text: string): TimeZone {
  if (/^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/.test(text)) {
    try {
      const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions()
      if (timeZone === UTC || timeZone.toLowerCase() === text.toLowerCase()) return timeZone
      // A second name of a zone (Asia/Kolkata, Asia/Calcutta): people want the one they chose.
      return /(^|[/_-])[a-z]/.test(text) ? timeZone : text
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
    }
  }
  throw new AppError(
    'invalid_input',
    `"${text.slice(0, 40)}" is not a time zone. Use an IANA name such as Europe/Berlin.`,
  )
}

/** The calendar day an instant (milliseconds since the epoch) falls on in a zone. */
export function dayInZone(milliseconds: number, zone: TimeZone): Day {
  return new Date(milliseconds + offsetAt(milliseconds, zone) * MINUTE).toISOString().slice(0, 10)
}

/** UTC days that hold every charge a zone counts on the days of `range`, hourly or by the UTC day. */
export function utcDaysOf(range: DayRange, zone: TimeZone): DayRange {
  return zone === UTC ? range : { start: addDays(range.start, -1), end: addDays(range.end, 1) }
}

/** Every offset a zone has between 2010 and 2045, oldest first; the first holds for all time before it. */
export function offsetsOf(zone: TimeZone): readonly OffsetPeriod[] {
  const known = offsets.get(zone)
  if (known !== undefined) return known
  const periods: OffsetPeriod[] = [{ from: FIRST, minutes: offsetAt(FIRST, zone) }]
  let minutes = periods[0]?.minutes ?? 0
  // No zone has changed its clocks twice within a week.
  for (let start = FIRST; start < LAST; start += WEEK) {
    const next = offsetAt(start + WEEK, zone)
    if (next === minutes) continue
    periods.push({ from: changeBetween(start, start + WEEK, zone), minutes: next })
    minutes = next
  }
  offsets.set(zone, periods)
  return periods
}

/** First minute with the offset of `end`. */
function changeBetween(start: number, end: number, zone: TimeZone): number {
  const after = offsetAt(end, zone)
  let [low, high] = [start / MINUTE, end / MINUTE]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (offsetAt(middle * MINUTE, zone) === after) high = middle
    else low = middle
  }
  return high * MINUTE
}

/** Minutes local time is ahead of UTC. */
function offsetAt(milliseconds: number, zone: TimeZone): number {
  if (zone === UTC) return 0
  const format =
    formats.get(zone) ?? new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' })
  formats.set(zone, format)
  const name = format.formatToParts(milliseconds).find(({ type }) => type === 'timeZoneName')?.value ?? ''
  const [, sign, hours = '0', minutes = '0'] = /^GMT(?:([+-])(\d{2}):(\d{2}))?/.exec(name) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
}
