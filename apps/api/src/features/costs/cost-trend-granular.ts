import { addDays, daysBetween } from '@cloudact/core/day'
import { z } from 'zod'
import { AppError } from '@cloudact/core/errors'
import { route } from '../../context.ts'
import { OrgParams } from '../shapes.ts'
import { costAnswer, CostData } from './cost-answer.ts'
import { Flag, filterShape, rangeOf, rangeShape, trailingRange } from './cost-query.ts'
import { filterParameters } from './filter-parameters.ts'
import { readCosts } from './read-costs.ts'
import { describeRange } from './date-range.ts'
import { inReportDays } from './report-days.ts'

const LONGEST = 730

const GranularQuery = z.strictObject({
  days: z.coerce
    .number()
    .int()
    .min(1)
    .max(LONGEST)
    .default(365)
    .describe('Days up to and with today, without start_date.'),
  ...rangeShape,
  ...filterShape,
  clear_cache: Flag.default(false),
})

export const costTrendGranular = route({
  method: 'GET',
  path: '/api/v1/costs/{org_slug}/trend-granular',
  operationId: 'getGranularCostTrend',
  tag: 'Costs',
  summary: 'Daily costs by family, provider, service and charge category, to be filtered by the client',
  auth: { kind: 'scope', scope: 'costs:read' },
  params: OrgParams,
  query: GranularQuery,
  output: CostData,
  handler: ({ org, query }, context) =>
    inReportDays(context, org, async (days) => {
      const { today, timeZone } = days
      const given = query.start_date !== undefined || query.end_date !== undefined
      const start =
        query.start_date ??
        (query.end_date === undefined ? undefined : daysBefore(query.end_date, query.days))
      const range = given
        ? rangeOf({ start_date: start, end_date: query.end_date }, today)
        : trailingRange(query.days, today)
      if (daysBetween(range.start, range.end) > LONGEST)
        throw new AppError('invalid_input', `The range is longer than ${LONGEST} days.`)
      const parameters = filterParameters(query, range, days, context.catalogFor(org))
      const fresh = query.clear_cache
      const read = await readCosts(context, org, {
        statement: 'trend-granular',
        parameters,
        range,
        timeZone,
        fresh,
      })
      return costAnswer(read, query.metric, await describeRange(context, org, range, days))
    }),
})

function daysBefore(end: string, days: number): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(end) && !Number.isNaN(Date.parse(end)) ? addDays(end, -days) : end
}
