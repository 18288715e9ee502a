import type { Catalog } from '@cloudact/catalog/catalog'
import { findProvider } from '@cloudact/catalog/find-provider'
import type { DayRange } from '@cloudact/core/day'
import { AppError } from '@cloudact/core/errors'
import type { SqlParameters } from '@cloudact/core/ports/warehouse'
import { utcDaysOf } from '@cloudact/core/time-zone'
import type { CostFilter } from './cost-query.ts'
import type { ReportDays } from './report-days.ts'

/** Values of the parameters that `sql/filter.sql`, `sql/amount.sql` and the ranges use. */
export function filterParameters(
  filter: CostFilter,
  range: DayRange,
  days: ReportDays,
  catalog: Catalog,
): SqlParameters {
  const utc = utcDaysOf(range, days.timeZone)
  const providers = providerFilter(filter.providers ?? [], catalog)
  return {
    start: range.start,
    end: range.end,
    utc_start: utc.start,
    utc_end: utc.end,
    metric: filter.metric,
    ...providers,
    any_provider: isEmpty(filter.providers),
    any_category: isEmpty(filter.service_categories),
    service_categories: filter.service_categories ?? [],
    any_service: isEmpty(filter.services),
    services: filter.services ?? [],
    any_charge_category: isEmpty(filter.charge_categories),
    charge_categories: filter.charge_categories ?? [],
    any_account: isEmpty(filter.accounts),
    accounts: filter.accounts ?? [],
    any_region: isEmpty(filter.regions),
    regions: filter.regions ?? [],
    include_tax: filter.include_tax,
    include_credits: filter.include_credits,
    path: pathPrefix(filter.hierarchy_path),
    entity: segment(filter.hierarchy_entity_id, 'hierarchy_entity_id'),
    department: segment(filter.department_id, 'department_id'),
    project: segment(filter.project_id, 'project_id'),
    team: segment(filter.team_id, 'team_id'),
  }
}

function isEmpty(list: readonly string[] | undefined): boolean {
  return list === undefined || list.length === 0
}

/**
 * A registry key means the rows tagged with it. Where it is the only provider of its name, or the cloud of that name, it
 * also means the rows of that ServiceProviderName. Anything else is taken as a ServiceProviderName, case ignored.
 */
function providerFilter(
  wanted: readonly string[],
  catalog: Catalog,
): { provider_names: string[]; provider_keys: string[] } {
  const names = new Set<string>()
  const keys = new Set<string>()
  for (const text of wanted) {
    names.add(text.toLowerCase())
    const found = findProvider(catalog, text)
    if (!found) continue
    keys.add(found.key)
    const name = found.provider.service_provider_name
    if (name === undefined) continue
    const namesakes = [...catalog.providers.values()].filter((other) => other.service_provider_name === name)
    if (found.provider.type === 'cloud' || namesakes.length === 1) names.add(name.toLowerCase())
  }
  return { provider_names: [...names], provider_keys: [...keys] }
}

/** `/DEPT-1/` however it was written; with both slashes a prefix ends where a segment ends. */
export function pathPrefix(path: string | undefined): string {
  const inner = path?.replace(/^\/+|\/+$/g, '') ?? ''
  return inner === '' ? '' : `/${inner}/`
}

/** An entity's id as it stands in a path, `/DEPT-1/`. Throws `invalid_input` for a path in its place. */
export function segment(id: string | undefined, field: string): string {
  if (id === undefined || id === '') return ''
  if (id.includes('/'))
    throw new AppError(
      'invalid_input',
      `${field} is the id of one entity and has no slash. Use hierarchy_path for a path.`,
    )
  return `/${id}/`
}
