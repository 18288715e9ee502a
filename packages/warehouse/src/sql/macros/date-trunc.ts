import type { Macro } from '../macro.ts'

const UNITS = ['hour', 'day', 'week', 'month', 'quarter', 'year'] as const

/** First day of the UTC day, ISO week, month, quarter or year; `hour` keeps a timestamp. */
export const dateTrunc: Macro = {
  name: 'date_trunc',
  usage: '{{date_trunc(month, expr)}}',
  arity: { min: 2, max: 2 },
  duckdb: (call) => {
    const unit = call.word(0, UNITS)
    const value = call.arg(1)
    return unit === 'hour' ? `date_trunc('hour', ${value})` : `CAST(date_trunc('${unit}', ${value}) AS DATE)`
  },
  bigquery: (call) => {
    const unit = call.word(0, UNITS)
    const value = call.arg(1)
    if (unit === 'hour') return `TIMESTAMP_TRUNC(${value}, HOUR)`
    return `DATE_TRUNC(CAST(${value} AS DATE), ${unit === 'week' ? 'ISOWEEK' : unit.toUpperCase()})`
  },
}
