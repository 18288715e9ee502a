import { addDays, daysBetween, formatDay } from '@cloudact/core/day'
import { z } from 'zod'
import { AppError } from '@cloudact/core/errors'
import { route } from '../../context.ts'
import { OrgParams } from '../shapes.ts'
import { costAnswer, CostData } from './cost-answer.ts'
import { Flag, filterShape, rangeOf, rangeShape, trailingRange } from './cost-query.ts'
import { filterParameters } from './filter-parameters.ts'
import { readCosts } from './read-costs.ts'

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
  handler: async ({ org, query }, context) => {
    const today = formatDay(context.clock.now())
    const given = query.start_date !== undefined || query.end_date !== undefined
    const start =
      query.start_date ?? (query.end_date === undefined ? undefined : daysBefore(query.end_date, query.days))
    const range = given
      ? rangeOf({ start_date: start, end_date: query.end_date }, today)
      : trailingRange(query.days, today)
    if (daysBetween(range.start, range.end) > LONGEST)
      throw new AppError('invalid_input', `The range is longer than ${LONGEST} days.`)
    const parameters = filterParameters(query, range, context.catalogFor(org))
    const fresh = query.clear_cache
    const read = await readCosts(context, org, { statement: 'trend-granular', parameters, range, fresh })
    return costAnswer(read, query.metric, range)
  },
})

function daysBefore(end: string, days: number): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(end) && !Number.isNaN(Date.parse(end)) ? addDays(end, -days) : end
}
