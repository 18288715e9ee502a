import { z } from 'zod'
import { route } from '../../context.ts'
import { OrgParams } from '../shapes.ts'
import { CostData, milliseconds, onlyCurrency, totalsByCurrency } from './cost-answer.ts'
import { textOf } from './cost-cells.ts'
import { CostQuery, rangeOf } from './cost-query.ts'
import { readSummary } from './read-summary.ts'
import { describeRange } from './date-range.ts'
import { inReportDays } from './report-days.ts'

const Family = z.object({ currencies: CostData.shape.summary.shape.currencies })

/** The three families and their sum; every charge is in exactly one of them. */
export const costTotal = route({
  method: 'GET',
  path: '/api/v1/costs/{org_slug}/total',
  operationId: 'getTotalCosts',
  tag: 'Costs',
  summary: 'Subscription, cloud and GenAI costs and their total, per currency',
  auth: { kind: 'scope', scope: 'costs:read' },
  params: OrgParams,
  query: CostQuery,
  output: z.object({
    subscription: Family,
    cloud: Family,
    genai: Family,
    total: Family,
    metric: z.string(),
    date_range: CostData.shape.summary.shape.date_range,
    cache_hit: z.boolean(),
    query_time_ms: z.number(),
    currency: z.string().nullable(),
  }),
  handler: ({ org, query }, context) =>
    inReportDays(context, org, async (days) => {
      const range = rangeOf(query, days.today)
      const read = await readSummary(context, org, query, range, days)
      const family = (name: string) => ({
        currencies: totalsByCurrency(read.rows.filter((row) => textOf(row, 'family') === name)),
      })
      const total = { currencies: totalsByCurrency(read.rows) }
      return {
        subscription: family('subscription'),
        cloud: family('cloud'),
        genai: family('genai'),
        total,
        metric: query.metric,
        date_range: await describeRange(context, org, range, days),
        cache_hit: read.cacheHit,
        query_time_ms: milliseconds(read),
        currency: onlyCurrency(total.currencies),
      }
    }),
})
