import { AppError } from './errors.ts'

/** A time of day on a calendar day, without a zone, in milliseconds as if it were UTC. */
export type WallTime = number

const TOKENS: Readonly<Record<string, string>> = {
  YYYY: '(?<year>\\d{4})',
  YY: '(?<shortYear>\\d{2})',
  MM: '(?<month>\\d{2})',
  M: '(?<month>\\d{1,2})',
  DD: '(?<day>\\d{2})',
  D: '(?<day>\\d{1,2})',
  HH: '(?<hour>\\d{2})',
  H: '(?<hour>\\d{1,2})',
  mm: '(?<minute>\\d{2})',
  ss: '(?<second>\\d{2})',
}
const TOKEN = /YYYY|YY|MM|M|DD|D|HH|H|mm|ss|[TZ]|[A-Za-z]+|[^A-Za-z]/g

/**
 * A reader of dates written by a pattern such as `DD.MM.YYYY HH:mm`: tokens YYYY, YY (of 2000), MM, M, DD, D, HH, H, mm,
 * ss; `T` and `Z` stand for themselves. It gives null for text of another form and for days that do not exist. Parts the
 * pattern lacks are the first of their kind. Throws `invalid_input` for a pattern that cannot be read.
 */
export function compileDatePattern(pattern: string): (text: string) => WallTime | null {
  const seen = new Set<string>()
  const source = (pattern.match(TOKEN) ?? []).map((part) => {
    const token = TOKENS[part]
    if (token === undefined) {
      if (/[A-Za-z]/.test(part) && !['T', 'Z'].includes(part))
        throw new AppError('invalid_input', `"${part}" in the date format "${pattern}" is no token.`)
      return part.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')
    }
    const kind = part[0] === 'm' ? 'mm' : (part[0] ?? '')
    if (seen.has(kind))
      throw new AppError('invalid_input', `"${part}" stands twice in the date format "${pattern}".`)
    seen.add(kind)
    return token
  })
  if (!seen.has('Y') || !seen.has('M'))
    throw new AppError('invalid_input', `The date format "${pattern}" lacks a year or a month.`)
  const expression = new RegExp(`^${source.join('')}$`)
  return (text) => {
    const groups = expression.exec(text.trim())?.groups
    if (!groups) return null
    const part = (name: string, fallback: number) => Number(groups[name] ?? fallback)
    const year = groups['shortYear'] === undefined ? part('year', 0) : 2_000 + part('shortYear', 0)
    const [month, day] = [part('month', 1), part('day', 1)]
    const [hour, minute, second] = [part('hour', 0), part('minute', 0), part('second', 0)]
    const time = Date.UTC(year, month - 1, day, hour, minute, second)
    const same = new Date(time)
    return same.getUTCMonth() === month - 1 &&
      same.getUTCDate() === day &&
      hour < 24 &&
      minute < 60 &&
      second < 60
      ? time
      : null
  }
}
