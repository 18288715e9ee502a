import {
  addDays,
  addMonths,
  daysBetween,
  monthStart,
  parseDay,
  type Day,
  type DayRange,
} from '@cloudact/core/day'
import { AppError } from '@cloudact/core/errors'
import { z } from 'zod'

/** Days one question may span. */
const LONGEST_RANGE = 1_100

export const METRICS = ['effective', 'billed', 'list', 'contracted'] as const
export type Metric = (typeof METRICS)[number]

/** A truth value in a query string. Clients generated from the OpenAPI document may pass a boolean. */
export const Flag = z
  .union([z.boolean(), z.enum(['true', 'false'])])
  .transform((value) => value === true || value === 'true')

/** `a,b` or repeated, a comma inside a value as `\,` (`Anthropic\, PBC`); at most 100 values. */
export const List = z
  .union([z.string(), z.array(z.string())])
  .transform((value) =>
    [
      ...new Set(
        [value]
          .flat()
          .flatMap((text) => text.split(/(?<!\\),/))
          .map((text) => text.replaceAll('\\,', ',').trim()),
      ),
    ].filter((text) => text !== ''),
  )
  .pipe(z.array(z.string().max(200)).max(100, 'At most 100 values.'))
const Segment = z.string().max(200)

const DayText = z.string().meta({ format: 'date', example: '2026-01-31' })

/** The range of a question: `end_date` is the first day after it. Default: the current month to date. */
export const rangeShape = {
  start_date: DayText.optional().describe(
    'First day, in the time zone of the organization. Default: the first of the current month.',
  ),
  end_date: DayText.optional().describe('First day after the range. Default: tomorrow.'),
} as const

/** Which charges count. */
export const filterShape = {
  providers: List.optional().describe(
    'Registry keys (openai, aws) or FOCUS ServiceProviderName, separated by commas; a comma inside a name is \\,',
  ),
  service_categories: List.optional(),
  services: List.optional(),
  charge_categories: List.optional(),
  accounts: List.optional().describe('SubAccountId or BillingAccountId.'),
  regions: List.optional(),
  department_id: Segment.optional(),
  project_id: Segment.optional(),
  team_id: Segment.optional(),
  hierarchy_entity_id: Segment.optional().describe('The entity and everything below it.'),
  hierarchy_path: Segment.optional().describe(
    'Matched by whole segment: /DEPT-1/ is not the start of /DEPT-10/.',
  ),
  metric: z.enum(METRICS).default('effective').describe('What `amount` is.'),
  include_tax: Flag.default(true),
  include_credits: Flag.default(true),
} as const

/** What the texts of a charge are searched for. */
export const searchShape = {
  search: z
    .string()
    .trim()
    .max(200)
    .default('')
    .describe('In description, resource, SKU, service and account name; case ignored.'),
} as const

export const CostQuery = z.strictObject({ ...rangeShape, ...filterShape })
export type CostQuery = z.output<typeof CostQuery>
export type CostFilter = Omit<CostQuery, keyof typeof rangeShape>

/** Half-open range of a question. Throws `invalid_input` for impossible, reversed and too long ranges. */
export function rangeOf(
  query: { readonly start_date?: string | undefined; readonly end_date?: string | undefined },
  today: Day,
): DayRange {
  const end = query.end_date === undefined ? undefined : parseDay(query.end_date)
  const start =
    query.start_date === undefined
      ? monthStart(end === undefined ? today : addDays(end, -1))
      : parseDay(query.start_date)
  const range = { start, end: end ?? laterOf(addDays(today, 1), addDays(start, 1)) }
  if (range.start >= range.end) {
    throw new AppError(
      'invalid_input',
      `end_date ${range.end} must be after start_date ${range.start}: it is the first day after the range.`,
    )
  }
  if (daysBetween(range.start, range.end) > LONGEST_RANGE) {
    throw new AppError(
      'invalid_input',
      `The range is longer than ${LONGEST_RANGE} days. Ask for a part of it.`,
    )
  }
  return range
}

/** The last `days` days, today included. */
export function trailingRange(days: number, today: Day): DayRange {
  return { start: addDays(today, 1 - days), end: addDays(today, 1) }
}

/** The first `count` days of the month before, at most that whole month. */
export function previousMonthDays(month: Day, count: number): DayRange {
  const start = addMonths(month, -1)
  const end = addDays(start, count)
  return { start, end: end < month ? end : month }
}

function laterOf(a: Day, b: Day): Day {
  return a > b ? a : b
}
