import { formatDay } from '@cloudact/core/day'
import { z } from 'zod'
import { route } from '../../context.ts'
import { OrgParams } from '../shapes.ts'
import { CostData, milliseconds, onlyCurrency, totalsByCurrency } from './cost-answer.ts'
import { textOf } from './cost-cells.ts'
import { CostQuery, rangeOf } from './cost-query.ts'
import { readSummary } from './read-summary.ts'

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
  handler: async ({ org, query }, context) => {
    const range = rangeOf(query, formatDay(context.clock.now()))
    const read = await readSummary(context, org, query, range)
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
      date_range: range,
      cache_hit: read.cacheHit,
      query_time_ms: milliseconds(read),
      currency: onlyCurrency(total.currencies),
    }
  },
})
