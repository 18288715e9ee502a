import type { Pipeline } from '@cloudact/catalog/pipeline'
import { addDays, addMonths, formatDay, monthStart, parseDay, type DayRange } from '@cloudact/core/day'
import { AppError, type FieldFault } from '@cloudact/core/errors'

export type RequestedDates = {
  readonly date?: string | undefined
  readonly start_date?: string | undefined
  readonly end_date?: string | undefined
}

/**
 * The half-open range of UTC days a request means: one `date`, or `start_date` up to but without `end_date` (equal
 * ones mean that one day), or the pipeline's default range. `now` is milliseconds. Throws `invalid_input` for
 * impossible, reversed, incomplete and future dates.
 */
export function runRange(
  dates: RequestedDates,
  pipeline: Pick<Pipeline, 'default_range'>,
  now: number,
): DayRange {
  const today = formatDay(now)
  const { date, start_date: startText, end_date: endText } = dates
  if (date === undefined && startText === undefined && endText === undefined)
    return defaultRange(pipeline, today)
  if (date !== undefined && (startText !== undefined || endText !== undefined)) {
    throw invalid([{ path: 'body.date', message: 'Send either date, or start_date and end_date.' }])
  }
  if (date !== undefined) {
    const day = dayOf('date', date)
    return notInFuture({ start: day, end: addDays(day, 1) }, 'date', today)
  }
  if (startText === undefined || endText === undefined) {
    const path = startText === undefined ? 'body.start_date' : 'body.end_date'
    throw invalid([{ path, message: 'start_date and end_date are only accepted together.' }])
  }
  const start = dayOf('start_date', startText)
  const end = dayOf('end_date', endText)
  if (start > end) throw invalid([{ path: 'body.end_date', message: 'end_date is before start_date.' }])
  return notInFuture({ start, end: start === end ? addDays(end, 1) : end }, 'end_date', today)
}

function defaultRange({ default_range }: Pick<Pipeline, 'default_range'>, today: string): DayRange {
  if (default_range === 'open_months')
    return { start: addMonths(monthStart(today), -1), end: addDays(today, 1) }
  return { start: addDays(today, -default_range.days), end: today }
}

function dayOf(field: string, text: string): string {
  try {
    return parseDay(text)
  } catch (error) {
    if (error instanceof AppError) throw invalid([{ path: `body.${field}`, message: error.message }])
    throw error
  }
}

/** The last day may be today: its data so far is read, and read again until it is final. */
function notInFuture(range: DayRange, field: string, today: string): DayRange {
  if (range.end > addDays(today, 1))
    throw invalid([{ path: `body.${field}`, message: `There is no data after today, ${today} (UTC).` }])
  return range
}

function invalid(faults: readonly FieldFault[]): AppError {
  return new AppError('invalid_input', faults.map((fault) => fault.message).join(' '), { faults })
}
