import { parseAsArrayOf, parseAsInteger, parseAsString, parseAsStringLiteral } from 'nuqs'
import { PAGE_SIZES, parseAsPage } from './cost-state.ts'

export const PRICE_SOURCES = ['catalogue', 'custom', 'override', 'discount'] as const

/** The page's whole state. */
export const priceState = {
  q: parseAsString.withDefault(''),
  providers: parseAsArrayOf(parseAsString).withDefault([]),
  sources: parseAsArrayOf(parseAsStringLiteral(PRICE_SOURCES)).withDefault([]),
  page: parseAsPage.withDefault(1),
  size: parseAsInteger.withDefault(PAGE_SIZES[0]),
}

/** Unsets every filter. */
export const NO_PRICE_FILTER = { q: null, providers: null, sources: null } as const
