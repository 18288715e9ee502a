import { toMoneyText } from '@cloudact/core/decimal'
import type { Row } from '@cloudact/core/ports/warehouse'
import { z } from 'zod'
import { route } from '../../context.ts'
import { OrgParams } from '../shapes.ts'
import { CostData, milliseconds, Money, onlyCurrency, totalsByCurrency } from './cost-answer.ts'
import { amountOf, Sums, textOf } from './cost-cells.ts'
import { CostQuery, rangeOf } from './cost-query.ts'
import { readSummary } from './read-summary.ts'
import { describeRange } from './date-range.ts'
import { inReportDays } from './report-days.ts'

const Parts = z.array(z.object({ currency: z.string(), key: z.string(), amount: Money }))

/** Totals per currency, and the same money by charge category and by family. */
export const costSummary = route({
  method: 'GET',
  path: '/api/v1/costs/{org_slug}/summary',
  operationId: 'getCostSummary',
  tag: 'Costs',
  summary: 'Totals per currency with their parts',
  auth: { kind: 'scope', scope: 'costs:read' },
  params: OrgParams,
  query: CostQuery,
  output: CostData.extend({
    summary: CostData.shape.summary.extend({
      by_charge_category: Parts.describe('Tax and credits are lines of their own here.'),
      by_family: Parts.describe('cloud, genai, subscription'),
      first_day: z.string().nullable(),
      last_day: z.string().nullable(),
    }),
  }),
  handler: ({ org, query }, context) =>
    inReportDays(context, org, async (days) => {
      const range = rangeOf(query, days.today)
      const read = await readSummary(context, org, query, range, days)
      const currencies = totalsByCurrency(read.rows)
      const charged = read.rows.map((row) => textOf(row, 'day')).sort()
      return {
        success: true,
        data: currencies,
        summary: {
          metric: query.metric,
          date_range: await describeRange(context, org, range, days),
          currencies,
          by_charge_category: partsBy(read.rows, 'charge_category'),
          by_family: partsBy(read.rows, 'family'),
          first_day: charged[0] ?? null,
          last_day: charged.at(-1) ?? null,
        },
        pagination: null,
        cache_hit: read.cacheHit,
        query_time_ms: milliseconds(read),
        currency: onlyCurrency(currencies),
      }
    }),
})

function partsBy(rows: readonly Row[], column: string): z.output<typeof Parts> {
  const sums = new Sums()
  for (const row of rows)
    sums.add(JSON.stringify([textOf(row, 'currency'), textOf(row, column)]), amountOf(row, 'amount'))
  return sums.keys().map((id) => {
    const [currency, key] = z.tuple([z.string(), z.string()]).parse(JSON.parse(id))
    return { currency, key, amount: toMoneyText(sums.get(id)) }
  })
}
