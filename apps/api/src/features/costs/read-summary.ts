import { addDays, addMonths, monthStart, type DayRange } from '@cloudact/core/day'
import type { OrgSlug } from '@cloudact/core/org-slug'
import type { ApiContext } from '../../context.ts'
import { textOf } from './cost-cells.ts'
import type { CostFilter } from './cost-query.ts'
import { filterParameters } from './filter-parameters.ts'
import { type CostRead, readCosts } from './read-costs.ts'
import type { ReportDays } from './report-days.ts'

/**
 * Sums by day, currency, charge category and family of the days in `range`. The warehouse is asked for whole months, a
 * few rows a day: every range within the same months is then answered from what is already known.
 */
export async function readSummary(
  context: ApiContext,
  org: OrgSlug,
  filter: CostFilter,
  range: DayRange,
  days: ReportDays,
): Promise<CostRead> {
  const months = { start: monthStart(range.start), end: addMonths(monthStart(addDays(range.end, -1)), 1) }
  const parameters = filterParameters(filter, months, days, context.catalogFor(org))
  const { timeZone } = days
  const read = await readCosts(context, org, { statement: 'summary', parameters, range: months, timeZone })
  const rows = read.rows.filter((row) => {
    const day = textOf(row, 'day')
    return day >= range.start && day < range.end
  })
  return { ...read, rows }
}
