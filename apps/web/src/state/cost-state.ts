import {
  createParser,
  createSerializer,
  parseAsArrayOf,
  parseAsBoolean,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
  type inferParserType,
} from 'nuqs'
import { paths } from '../paths.ts'
import { isDay } from '../format/time.ts'

export const GROUPINGS = ['provider', 'service', 'rows'] as const
export type Grouping = (typeof GROUPINGS)[number]

export const PAGE_SIZES = [50, 100, 250] as const

/** A calendar day; anything else in the address is ignored rather than sent on. */
export const parseAsDay = createParser({
  parse: (value: string) => (isDay(value) ? value : null),
  serialize: (value: string) => value,
})

/** A page number; anything else in the address is ignored. */
export const parseAsPage = createParser({
  parse: (value: string) => (/^[1-9]\d{0,6}$/.test(value) ? Number(value) : null),
  serialize: String,
})

/** The cost table's whole state. `end` is exclusive, like every range of the API. */
export const costState = {
  start: parseAsDay,
  end: parseAsDay,
  group: parseAsStringLiteral(GROUPINGS).withDefault('service'),
  providers: parseAsArrayOf(parseAsString).withDefault([]),
  services: parseAsArrayOf(parseAsString).withDefault([]),
  categories: parseAsArrayOf(parseAsString).withDefault([]),
  charges: parseAsArrayOf(parseAsString).withDefault([]),
  accounts: parseAsArrayOf(parseAsString).withDefault([]),
  regions: parseAsArrayOf(parseAsString).withDefault([]),
  entity: parseAsString.withDefault(''),
  tax: parseAsBoolean.withDefault(true),
  credits: parseAsBoolean.withDefault(true),
  q: parseAsString.withDefault(''),
  sort: parseAsString,
  order: parseAsStringLiteral(['asc', 'desc']).withDefault('desc'),
  page: parseAsPage.withDefault(1),
  size: parseAsInteger.withDefault(PAGE_SIZES[0]),
  /** Visible columns; absent means the default ones. */
  cols: parseAsArrayOf(parseAsString),
}

type CostState = inferParserType<typeof costState>

const serialize = createSerializer(costState)

/** Address of the cost table in a state; what is left out has its default. Commas inside names are escaped. */
export function costsHref(org: string, state: Partial<CostState>): string {
  return `${paths.costs(org)}${serialize(state)}`
}
