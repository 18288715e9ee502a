import { AppError } from '@cloudact/core/errors'

/** Hours of the week in which a price holds, UTC. */
export type TimeWindow = {
  /** 0 is Sunday. */
  readonly days: ReadonlySet<number>
  /** Minutes of the day, half-open. */
  readonly hours: readonly { readonly start: number; readonly end: number }[]
}

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const TEXT = /^(?:([A-Z][a-z]{2})-([A-Z][a-z]{2}) )?(\d{2}:\d{2}-\d{2}:\d{2}(?: \d{2}:\d{2}-\d{2}:\d{2})*)$/

/**
 * Reads `Mon-Fri 01:00-04:00 06:00-10:00`; without days, every day. Throws `config_invalid` for anything else, and for
 * hours that end before they begin: a window over midnight is written as two.
 */
export function parseTimeWindow(text: string): TimeWindow {
  const [, first, last, hours] = TEXT.exec(text) ?? []
  if (hours === undefined)
    throw invalid(`"${text}" is not a time window such as "Mon-Fri 01:00-04:00 06:00-10:00".`)
  return { days: daysOf(first, last), hours: hours.split(' ').map((range) => hoursOf(range)) }
}

/** Whether an instant lies in the window. Undefined for a day without an hour: it cannot be told. */
export function inWindow({ days, hours }: TimeWindow, at: string): boolean | undefined {
  const time = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2})/.exec(at)
  if (!time) return undefined
  const [, day = '', hour, minute] = time
  const minutes = Number(hour) * 60 + Number(minute)
  return (
    days.has(new Date(`${day}T00:00:00Z`).getUTCDay()) &&
    hours.some(({ start, end }) => start <= minutes && minutes < end)
  )
}

function daysOf(first: string | undefined, last: string | undefined): ReadonlySet<number> {
  if (first === undefined || last === undefined) return new Set(DAYS.keys())
  const start = DAYS.indexOf(first)
  const end = DAYS.indexOf(last)
  if (start < 0 || end < 0) throw invalid(`"${first}-${last}" are not days of the week such as "Mon-Fri".`)
  const count = ((end - start + DAYS.length) % DAYS.length) + 1
  return new Set(Array.from({ length: count }, (_, index) => (start + index) % DAYS.length))
}

function hoursOf(range: string): TimeWindow['hours'][number] {
  const [start = '', end = ''] = range.split('-')
  const hours = { start: minutesOf(start), end: minutesOf(end) }
  if (hours.end <= hours.start) throw invalid(`The hours "${range}" end before they begin.`)
  return hours
}

function minutesOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  const minutes = hour * 60 + minute
  if (minute > 59 || minutes > 24 * 60) throw invalid(`"${time}" is not a time of day.`)
  return minutes
}

function invalid(message: string): AppError {
  return new AppError('config_invalid', message)
}
