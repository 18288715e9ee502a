import { addMonths, type DayRange } from '@cloudact/core/day'
import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Row, SqlParameters } from '@cloudact/core/ports/warehouse'
import { z } from 'zod'
import { route, type ApiContext } from '../../context.ts'
import { OrgParams } from '../shapes.ts'
import { countOf, moneyCell, textOf } from './cost-cells.ts'
import { Flag } from './cost-query.ts'
import { currencyFigures } from './overview/currency-figures.ts'
import { dailyCell } from './overview/daily-cell.ts'
import { readFreshness } from './overview/freshness.ts'
import { overviewGroups } from './overview/overview-groups.ts'
import { Overview } from './overview/overview-shape.ts'
import { overviewWindow } from './overview/overview-window.ts'
import { settledEnds } from './overview/settlement.ts'
import { trendPoints } from './overview/trend-points.ts'
import { readConsistently, readCosts } from './read-costs.ts'
import { utcDaySources } from './date-range.ts'
import { inReportDays, type ReportDays } from './report-days.ts'

/**
 * Month to date against the same days of the month before, by EffectiveCost unless told. Taxes are left out and credits
 * counted unless told; the cash view (billed) includes taxes unless told.
 */
export const costOverview = route({
  method: 'GET',
  path: '/api/v1/costs/{org_slug}/overview',
  operationId: 'getCostOverview',
  tag: 'Costs',
  summary: 'The dashboard: month to date, forecast, trend, groups, freshness',
  auth: { kind: 'scope', scope: 'costs:read' },
  params: OrgParams,
  query: z.strictObject({
    metric: z.enum(['effective', 'billed', 'list']).default('effective'),
    include_tax: Flag.optional().describe('Default: false, for the billed metric true.'),
    include_credits: Flag.default(true),
  }),
  output: Overview,
  handler: ({ org, query }, context) =>
    inReportDays(context, org, async (days) => {
      const { metric, include_credits: includeCredits } = query
      const includeTax = query.include_tax ?? metric === 'billed'
      const inclusion = { includeTax, includeCredits }
      const catalog = context.catalogFor(org)
      const now = context.clock.now()
      const window = overviewWindow(now, days)
      const previousMonth = addMonths(window.monthStart, -1)
      const range = { start: previousMonth, end: window.monthEnd }
      const read = (statement: string, parameters: SqlParameters, asked: DayRange): Promise<readonly Row[]> =>
        rowsOf(context, org, statement, parameters, asked, days)

      const freshness = await readFreshness(context.database, org, catalog, now)
      const [daily, groups, unpriced] = await readConsistently(context, org, () =>
        Promise.all([
          read('overview-daily', { metric, ...range }, range),
          read(
            'overview-groups',
            {
              metric,
              include_tax: includeTax,
              include_credits: includeCredits,
              previous_start: window.previousStart,
              previous_end: window.previousEnd,
              month_start: window.monthStart,
              month_end: window.dueEnd,
            },
            { start: window.previousStart, end: window.dueEnd },
          ),
          read(
            'unpriced',
            { start: previousMonth, end: window.dueEnd },
            { start: previousMonth, end: window.dueEnd },
          ),
        ]),
      )
      const cells = daily.map(dailyCell)
      const settled = settledEnds(cells, catalog, window)
      const models = unpriced.map((row) => ({
        provider: textOf(row, 'provider'),
        model: textOf(row, 'model'),
        quantity: moneyCell(row['quantity']) ?? '0',
        unit: textOf(row, 'unit'),
        days: countOf(row, 'days'),
      }))
      return {
        metric,
        as_of: new Date(now).toISOString(),
        time_zone: days.timeZone,
        utc_day_sources: await utcDaySources(context, org, range, days),
        month: { start: window.monthStart, end_exclusive_today: window.dueEnd },
        currencies: currencyFigures(cells, settled, window, inclusion),
        trend: trendPoints(cells, settled, window, inclusion),
        ...overviewGroups(groups),
        freshness,
        unpriced: {
          count: new Set(models.map(({ provider, model }) => `${provider} ${model}`)).size,
          models,
        },
      }
    }),
})

async function rowsOf(
  context: ApiContext,
  org: OrgSlug,
  statement: string,
  parameters: SqlParameters,
  range: DayRange,
  { timeZone }: ReportDays,
) {
  return (await readCosts(context, org, { statement, parameters, range, timeZone })).rows
}
