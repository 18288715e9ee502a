import { addDays, addMonths, eachDay, eachMonth, type Day, type DayRange } from '@cloudact/core/day'
import { AppError } from '@cloudact/core/errors'

/** One round of requests: its half-open days, and the slice period its rows belong to. */
export type Round = { readonly key: string; readonly range: DayRange }

const PLACEHOLDER = /\{\{\s*([a-z][a-z0-9_.]*)\s*\}\}/g

/** The rounds of a run. A month is always asked for as a whole, whatever part of it the run's range touches. */
export function roundsOf(range: DayRange, forEach: 'range' | 'day' | 'month'): Round[] {
  if (forEach === 'day')
    return eachDay(range).map((day) => ({ key: day, range: { start: day, end: addDays(day, 1) } }))
  if (forEach === 'month') {
    return eachMonth(range).map((month) => ({
      key: month.slice(0, 7),
      range: { start: month, end: addMonths(month, 1) },
    }))
  }
  return [{ key: 'range', range }]
}

/** Values for `{{name}}` in a request. Days are UTC, `…_exclusive`, `next_…` and `unix_end` are the first moment after. */
export function placeholderValues(
  round: Round,
  metadata: Readonly<Record<string, unknown>>,
): Readonly<Record<string, string>> {
  const { start, end } = round.range
  const values: Record<string, string> = {
    day: start,
    next_day: addDays(start, 1),
    month: start.slice(0, 7),
    start_date: start,
    end_date: addDays(end, -1),
    end_date_exclusive: end,
    unix_start: unix(start),
    unix_end: unix(end),
    start_time: `${start}T00:00:00Z`,
    end_time: `${end}T00:00:00Z`,
  }
  for (const [key, value] of Object.entries(metadata)) {
    if (typeof value === 'string' || typeof value === 'number') values[`metadata.${key}`] = String(value)
  }
  return values
}

/** Replaces every `{{name}}`; `encode` is applied to the values. Throws `config_invalid` for an unknown name. */
export function fill(
  text: string,
  values: Readonly<Record<string, string>>,
  encode: (value: string) => string = (value) => value,
): string {
  return text.replace(PLACEHOLDER, (_, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    if (value === undefined) {
      throw new AppError(
        'config_invalid',
        `The request uses {{${name}}}, which has no value. Known here: ${Object.keys(values).sort().join(', ')}.`,
      )
    }
    return encode(value)
  })
}

/** The same in every string of a JSON body. */
export function fillDeep(value: unknown, values: Readonly<Record<string, string>>): unknown {
  if (typeof value === 'string') return fill(value, values)
  if (Array.isArray(value)) return value.map((item) => fillDeep(item, values))
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fillDeep(item, values)]))
  }
  return value
}

function unix(day: Day): string {
  return String(Date.parse(`${day}T00:00:00Z`) / 1_000)
}
