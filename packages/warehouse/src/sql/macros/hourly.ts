import type { Macro } from '../macro.ts'

/** Whether a charge period (start, end) is shorter than a day, so that it can belong to a day of any time zone. */
export const hourly: Macro = {
  name: 'hourly',
  usage: '{{hourly(start, end)}}',
  arity: { min: 2, max: 2 },
  duckdb: (call) => `(${call.arg(1)} < ${call.arg(0)} + INTERVAL 1 DAY)`,
  bigquery: (call) => `(${call.arg(1)} < TIMESTAMP_ADD(${call.arg(0)}, INTERVAL 24 HOUR))`,
}
