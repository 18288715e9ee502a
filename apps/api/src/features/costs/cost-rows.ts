import { z } from 'zod'
import { route } from '../../context.ts'
import { OrgParams } from '../shapes.ts'
import { CostData, milliseconds, Money } from './cost-answer.ts'
import { filterShape, rangeOf, rangeShape, searchShape } from './cost-query.ts'
import { filterParameters } from './filter-parameters.ts'
import { metricColumn, readRows, ROW_SORTS } from './read-rows.ts'
import { describeRange } from './date-range.ts'
import { inReportDays } from './report-days.ts'

/** The cost table of the web application: one page of charges, sorted and searched by the server. */
export const costRows = route({
  method: 'GET',
  path: '/api/v1/costs/{org_slug}/rows',
  operationId: 'getCostRows',
  tag: 'Costs',
  summary: 'One page of charges, filtered, searched and sorted',
  auth: { kind: 'scope', scope: 'costs:read' },
  params: OrgParams,
  query: z.strictObject({
    ...rangeShape,
    ...filterShape,
    ...searchShape,
    sort: z.enum(ROW_SORTS).default('date'),
    order: z.enum(['asc', 'desc']).default('desc'),
    limit: z.coerce.number().int().min(1).max(1_000).default(100),
    offset: z.coerce.number().int().min(0).max(100_000_000).default(0),
  }),
  output: z.object({
    rows: CostData.shape.data,
    metric: z.string(),
    metric_column: z.string().describe('Column of a row that the metric shows.'),
    total: z.number().int(),
    currencies: z.array(
      z.object({
        currency: z.string(),
        billed_cost: Money,
        effective_cost: Money,
        record_count: z.number().int(),
      }),
    ),
    limit: z.number().int(),
    offset: z.number().int(),
    next_offset: z.number().int().nullable(),
    date_range: CostData.shape.summary.shape.date_range,
    query_time_ms: z.number(),
  }),
  handler: ({ org, query, signal }, context) =>
    inReportDays(context, org, async (days) => {
      const range = rangeOf(query, days.today)
      const { limit, offset, metric, sort } = query
      const parameters = {
        ...filterParameters(query, range, days, context.catalogFor(org)),
        search: query.search.toLowerCase(),
      }
      const read = await readRows(context, org, {
        parameters,
        range,
        timeZone: days.timeZone,
        metric,
        sort,
        descending: query.order === 'desc',
        limit,
        offset,
        signal,
      })
      const next = offset + read.rows.length
      return {
        rows: [...read.rows],
        metric,
        metric_column: metricColumn(metric),
        total: read.total,
        currencies: [...read.currencies],
        limit,
        offset,
        next_offset: read.rows.length > 0 && next < read.total ? next : null,
        date_range: await describeRange(context, org, range, days),
        query_time_ms: milliseconds(read),
      }
    }),
})
