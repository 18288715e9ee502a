import { z } from 'zod'
import { route } from '../../context.ts'
import { OrgParams } from '../shapes.ts'
import { CostData, milliseconds, Money, onlyCurrency } from './cost-answer.ts'
import { filterShape, rangeOf, rangeShape } from './cost-query.ts'
import { filterParameters } from './filter-parameters.ts'
import { readRows } from './read-rows.ts'
import { describeRange } from './date-range.ts'
import { inReportDays } from './report-days.ts'

/** Charges as FOCUS rows, newest first. */
export const listCosts = route({
  method: 'GET',
  path: '/api/v1/costs/{org_slug}',
  operationId: 'listCosts',
  tag: 'Costs',
  summary: 'Charges as FOCUS rows',
  auth: { kind: 'scope', scope: 'costs:read' },
  params: OrgParams,
  query: z.strictObject({
    ...rangeShape,
    ...filterShape,
    limit: z.coerce.number().int().min(1).max(10_000).default(1_000),
    offset: z.coerce.number().int().min(0).max(100_000_000).default(0),
  }),
  output: CostData.extend({
    summary: z.object({
      date_range: CostData.shape.summary.shape.date_range,
      currencies: z.array(
        z.object({
          currency: z.string(),
          billed_cost: Money,
          effective_cost: Money,
          record_count: z.number().int(),
        }),
      ),
    }),
  }),
  handler: ({ org, query, signal }, context) =>
    inReportDays(context, org, async (days) => {
      const range = rangeOf(query, days.today)
      const { limit, offset, metric } = query
      const parameters = { ...filterParameters(query, range, days, context.catalogFor(org)), search: '' }
      const read = await readRows(context, org, {
        parameters,
        range,
        timeZone: days.timeZone,
        metric,
        sort: 'date',
        descending: true,
        limit,
        offset,
        signal,
      })
      return {
        success: true,
        data: [...read.rows],
        summary: {
          date_range: await describeRange(context, org, range, days),
          currencies: [...read.currencies],
        },
        pagination: { limit, offset, total: read.total },
        cache_hit: read.cacheHit,
        query_time_ms: milliseconds(read),
        currency: onlyCurrency(read.currencies),
      }
    }),
})
