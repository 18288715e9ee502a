import type { DayRange } from '@cloudact/core/day'
import type { OrgSlug } from '@cloudact/core/org-slug'
import { UTC } from '@cloudact/core/time-zone'
import { z } from 'zod'
import type { ApiContext } from '../../context.ts'
import { countOf, textOf, textOrNull } from './cost-cells.ts'
import { readCosts } from './read-costs.ts'
import type { ReportDays } from './report-days.ts'

export const UtcDaySources = z
  .array(
    z.object({
      provider: z.string(),
      registry_key: z.string().nullable(),
      part: z.enum(['all', 'some']).describe('all: none of its usage comes by the hour.'),
    }),
  )
  .describe(
    'Sources whose usage stays on the UTC days their vendor bills, because it does not come by the hour. Empty when the time zone is UTC.',
  )

export const DateRange = z.object({
  start: z.string(),
  end: z.string().describe('First day after the range.'),
  time_zone: z.string().describe('In which days are counted.'),
  utc_day_sources: UtcDaySources,
})

/** The range of an answer as it was understood, with what a reader must know of its days. */
export async function describeRange(
  context: ApiContext,
  org: OrgSlug,
  range: DayRange,
  days: ReportDays,
): Promise<z.input<typeof DateRange>> {
  return {
    ...range,
    time_zone: days.timeZone,
    utc_day_sources: await utcDaySources(context, org, range, days),
  }
}

/** Sources with usage of a day or longer in the range: no time zone moves it. */
export async function utcDaySources(
  context: ApiContext,
  org: OrgSlug,
  range: DayRange,
  { timeZone }: ReportDays,
): Promise<z.input<typeof UtcDaySources>> {
  if (timeZone === UTC) return []
  const read = await readCosts(context, org, {
    statement: 'utc-day-sources',
    parameters: range,
    range,
    timeZone,
  })
  return read.rows.map((row) => ({
    provider: textOf(row, 'provider'),
    registry_key: textOrNull(row, 'registry_key'),
    part: countOf(row, 'hourly') === 0 ? ('all' as const) : ('some' as const),
  }))
}
