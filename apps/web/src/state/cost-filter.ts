/** The dimensions costs are filtered by: name in the address, name of the API's parameter and list of choices. */
export const FILTER_DIMENSIONS = [
  { name: 'providers', parameter: 'providers', label: 'Provider' },
  { name: 'services', parameter: 'services', label: 'Service' },
  { name: 'categories', parameter: 'service_categories', label: 'Category' },
  { name: 'charges', parameter: 'charge_categories', label: 'Charge' },
  { name: 'accounts', parameter: 'accounts', label: 'Account' },
  { name: 'regions', parameter: 'regions', label: 'Region' },
] as const

export type FilterName = (typeof FILTER_DIMENSIONS)[number]['name']
type FilterParameter = (typeof FILTER_DIMENSIONS)[number]['parameter']

/** Which charges count. Empty lists and an empty path filter nothing. */
export type CostFilter = {
  readonly [Name in FilterName]: readonly string[]
} & {
  /** Hierarchy path; the entity and everything below it. */
  readonly entity: string
  readonly tax: boolean
  readonly credits: boolean
}

export type CostFilterQuery = { [Parameter in FilterParameter]?: string[] } & {
  hierarchy_path?: string
  include_tax?: 'true' | 'false'
  include_credits?: 'true' | 'false'
}

/** The filter as the API spells it; what filters nothing is left out. */
export function filterQuery(filter: CostFilter): CostFilterQuery {
  const query: CostFilterQuery = {}
  for (const { name, parameter } of FILTER_DIMENSIONS)
    if (filter[name].length > 0) query[parameter] = filter[name].map(escapeCommas)
  if (filter.entity) query.hierarchy_path = filter.entity
  if (!filter.tax) query.include_tax = 'false'
  if (!filter.credits) query.include_credits = 'false'
  return query
}

/** The filters out of a larger state, so that nothing else becomes part of a question's identity. */
export function filterOf(state: CostFilter): CostFilter {
  const { providers, services, categories, charges, accounts, regions, entity, tax, credits } = state
  return { providers, services, categories, charges, accounts, regions, entity, tax, credits }
}

/** How many filters are set. */
export function filterCount(filter: CostFilter): number {
  const chosen = FILTER_DIMENSIONS.filter(({ name }) => filter[name].length > 0).length
  return chosen + Number(filter.entity !== '') + Number(!filter.tax) + Number(!filter.credits)
}

/** Unsets every filter. */
export const NO_FILTER = {
  providers: null,
  services: null,
  categories: null,
  charges: null,
  accounts: null,
  regions: null,
  entity: null,
  tax: null,
  credits: null,
} as const

/** The API splits lists at commas; one inside a value (`Anthropic, PBC`) is escaped. */
function escapeCommas(value: string): string {
  return value.replaceAll(',', '\\,')
}
