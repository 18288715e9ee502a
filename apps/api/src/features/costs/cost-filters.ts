import { z } from 'zod'
import { route } from '../../context.ts'
import { OrgParams } from '../shapes.ts'
import { milliseconds } from './cost-answer.ts'
import { textOf } from './cost-cells.ts'
import { rangeOf, rangeShape } from './cost-query.ts'
import { readCosts } from './read-costs.ts'
import { DateRange, describeRange } from './date-range.ts'
import { inReportDays } from './report-days.ts'

type Kind =
  | 'provider'
  | 'service_category'
  | 'service'
  | 'charge_category'
  | 'account'
  | 'region'
  | 'currency'
  | 'entity'

const Choice = z.object({ value: z.string(), label: z.string() })
const Choices = z.array(Choice)

/** What a filter can be set to: the values that occur in the range. */
export const costFilters = route({
  method: 'GET',
  path: '/api/v1/costs/{org_slug}/filters',
  operationId: 'getCostFilters',
  tag: 'Costs',
  summary: 'Values the filters can take in a range',
  auth: { kind: 'scope', scope: 'costs:read' },
  params: OrgParams,
  query: z.strictObject(rangeShape),
  output: z.object({
    providers: Choices,
    service_categories: Choices,
    services: Choices,
    charge_categories: Choices,
    accounts: Choices,
    regions: Choices,
    currencies: Choices,
    entities: Choices.describe('`value` is the hierarchy path, for hierarchy_path.'),
    date_range: DateRange,
    cache_hit: z.boolean(),
    query_time_ms: z.number(),
  }),
  handler: ({ org, query }, context) =>
    inReportDays(context, org, async (days) => {
      const range = rangeOf(query, days.today)
      const read = await readCosts(context, org, {
        statement: 'filters',
        parameters: range,
        range,
        timeZone: days.timeZone,
      })
      const choices = (kind: Kind): z.output<typeof Choices> =>
        read.rows
          .filter((row) => row['kind'] === kind)
          .map((row) => ({ value: textOf(row, 'value'), label: textOf(row, 'label') }))
      return {
        providers: choices('provider'),
        service_categories: choices('service_category'),
        services: choices('service'),
        charge_categories: choices('charge_category'),
        accounts: choices('account'),
        regions: choices('region'),
        currencies: choices('currency'),
        entities: choices('entity'),
        date_range: await describeRange(context, org, range, days),
        cache_hit: read.cacheHit,
        query_time_ms: milliseconds(read),
      }
    }),
})
