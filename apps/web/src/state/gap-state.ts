import { parseAsArrayOf, parseAsBoolean, parseAsInteger, parseAsString } from 'nuqs'
import { PAGE_SIZES, parseAsDay, parseAsPage } from './cost-state.ts'
import type { DayRange } from './range-preset.ts'

/** The dimensions gaps are filtered by: name in the address and name of the API's parameter. */
export const GAP_DIMENSIONS = [
  { name: 'providers', parameter: 'providers', label: 'Provider' },
  { name: 'projects', parameter: 'project_ids', label: 'Project' },
  { name: 'models', parameter: 'models', label: 'Model' },
  { name: 'reasons', parameter: 'gap_reasons', label: 'Reason' },
] as const
export type GapDimension = (typeof GAP_DIMENSIONS)[number]['name']

export type GapFilter = { readonly [Name in GapDimension]: readonly string[] } & {
  /** Leaves out keys where billed and priced agree. */
  readonly gaps: boolean
  /** Leaves out days the vendor's figures may still change. */
  readonly settled: boolean
}

/** The page's whole state. `end` is exclusive, like every range of the API. */
export const gapState = {
  start: parseAsDay,
  end: parseAsDay,
  providers: parseAsArrayOf(parseAsString).withDefault([]),
  projects: parseAsArrayOf(parseAsString).withDefault([]),
  models: parseAsArrayOf(parseAsString).withDefault([]),
  reasons: parseAsArrayOf(parseAsString).withDefault([]),
  gaps: parseAsBoolean.withDefault(true),
  settled: parseAsBoolean.withDefault(false),
  page: parseAsPage.withDefault(1),
  size: parseAsInteger.withDefault(PAGE_SIZES[0]),
}

/** Unsets every filter. */
export const NO_GAP_FILTER = {
  providers: null,
  projects: null,
  models: null,
  reasons: null,
  gaps: null,
  settled: null,
} as const

type GapQuery = {
  start_date: string
  end_date: string
  only_gaps: 'true' | 'false'
  only_settled: 'true' | 'false'
} & { [Parameter in (typeof GAP_DIMENSIONS)[number]['parameter']]?: string[] }

/** Range and filter as the API spells them; a comma inside a value is escaped. */
export function gapQuery(range: DayRange, filter: GapFilter): GapQuery {
  const query: GapQuery = {
    start_date: range.start,
    end_date: range.end,
    only_gaps: filter.gaps ? 'true' : 'false',
    only_settled: filter.settled ? 'true' : 'false',
  }
  for (const { name, parameter } of GAP_DIMENSIONS)
    if (filter[name].length > 0) query[parameter] = filter[name].map((value) => value.replaceAll(',', '\\,'))
  return query
}

/** The filters out of the page's state, so that nothing else becomes part of a question's identity. */
export function gapFilterOf({ providers, projects, models, reasons, gaps, settled }: GapFilter): GapFilter {
  return { providers, projects, models, reasons, gaps, settled }
}
