import { addDays, monthStart, type Day } from '@cloudact/core/day'
import { toMoneyText } from '@cloudact/core/decimal'
import type { Row } from '@cloudact/core/ports/warehouse'
import { z } from 'zod'
import { route } from '../../context.ts'
import { OrgParams } from '../shapes.ts'
import { costAnswer, CostData, MEASURES } from './cost-answer.ts'
import { amountOf, countOf, Sums, textOf } from './cost-cells.ts'
import { filterShape, trailingRange } from './cost-query.ts'
import { filterParameters } from './filter-parameters.ts'
import { readCosts } from './read-costs.ts'
import { describeRange } from './date-range.ts'
import { inReportDays } from './report-days.ts'

const GRANULARITIES = ['daily', 'weekly', 'monthly'] as const
type Granularity = (typeof GRANULARITIES)[number]

const TrendQuery = z.strictObject({
  granularity: z.enum(GRANULARITIES).default('daily'),
  days: z.coerce.number().int().min(1).max(365).default(30).describe('Days up to and with today.'),
  category: z.enum(['cloud', 'genai', 'subscription']).optional(),
  ...filterShape,
})

export const costTrend = route({
  method: 'GET',
  path: '/api/v1/costs/{org_slug}/trend',
  operationId: 'getCostTrend',
  tag: 'Costs',
  summary: 'Costs over time, by day, week (from Monday) or month',
  auth: { kind: 'scope', scope: 'costs:read' },
  params: OrgParams,
  query: TrendQuery,
  output: CostData,
  handler: ({ org, query }, context) =>
    inReportDays(context, org, async (days) => {
      const range = trailingRange(query.days, days.today)
      const filter = filterParameters(query, range, days, context.catalogFor(org))
      const parameters = { ...filter, family: query.category ?? '' }
      const read = await readCosts(context, org, {
        statement: 'trend',
        parameters,
        range,
        timeZone: days.timeZone,
      })
      return costAnswer(
        { ...read, rows: byPeriod(read.rows, query.granularity) },
        query.metric,
        await describeRange(context, org, range, days),
      )
    }),
})

function byPeriod(rows: readonly Row[], granularity: Granularity): Row[] {
  const sums = new Sums()
  const groups = new Map<string, { period: string; currency: string; count: number }>()
  for (const row of rows) {
    const period = periodOf(textOf(row, 'day'), granularity)
    const currency = textOf(row, 'currency')
    const key = `${period} ${currency}`
    const group = groups.get(key) ?? { period, currency, count: 0 }
    group.count += countOf(row, 'record_count')
    groups.set(key, group)
    for (const name of MEASURES) sums.add(`${key} ${name}`, amountOf(row, name))
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, { period, currency, count }]) => ({
      period,
      currency,
      ...Object.fromEntries(MEASURES.map((name) => [name, toMoneyText(sums.get(`${key} ${name}`))])),
      record_count: count,
    }))
}

/** First day of the period a day lies in. */
function periodOf(day: Day, granularity: Granularity): Day {
  if (granularity === 'daily') return day
  if (granularity === 'monthly') return monthStart(day)
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
  return addDays(day, -weekday)
}
