import { route } from '../../context.ts'
import { OrgParams } from '../shapes.ts'
import { costAnswer, CostData } from './cost-answer.ts'
import { CostQuery, rangeOf } from './cost-query.ts'
import { filterParameters } from './filter-parameters.ts'
import { readCosts } from './read-costs.ts'
import { describeRange } from './date-range.ts'
import { inReportDays } from './report-days.ts'

type Grouped = {
  readonly path: string
  readonly operationId: string
  readonly summary: string
  readonly statement: string
  readonly parameters?: Readonly<Record<string, string>>
}

/** A route that answers sums of the daily rollup, grouped as its statement groups them. */
export function groupedRoute({ path, operationId, summary, statement, parameters }: Grouped) {
  return route({
    method: 'GET',
    path: `/api/v1/costs/{org_slug}/${path}`,
    operationId,
    tag: 'Costs',
    summary,
    auth: { kind: 'scope', scope: 'costs:read' },
    params: OrgParams,
    query: CostQuery,
    output: CostData,
    handler: ({ org, query }, context) =>
      inReportDays(context, org, async (days) => {
        const range = rangeOf(query, days.today)
        const filter = filterParameters(query, range, days, context.catalogFor(org))
        const read = await readCosts(context, org, {
          statement,
          parameters: { ...filter, ...parameters },
          range,
          timeZone: days.timeZone,
        })
        return costAnswer(read, query.metric, await describeRange(context, org, range, days))
      }),
  })
}
