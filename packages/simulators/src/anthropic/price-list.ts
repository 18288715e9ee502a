import { Decimal } from 'decimal.js'
import type { UsageDimensions } from './organization.ts'
import type { Counts } from './usage-hour.ts'

export type TokenType = Exclude<keyof Counts, 'web_search_requests'>

/** Dollars per million tokens: input, cache read, 5-minute write, 1-hour write, output. */
type Prices = readonly [string, string, string, string, string]

/** What this vendor charges. Its own list, not the product's. */
const STANDARD: Readonly<Record<string, Prices>> = {
  'claude-sonnet-5': ['2', '0.2', '2.5', '4', '10'],
  'claude-opus-5': ['5', '0.5', '6.25', '10', '25'],
  'claude-sonnet-4-5-20250929': ['3', '0.3', '3.75', '6', '15'],
  'claude-haiku-4-5-20251001': ['1', '0.1', '1.25', '2', '5'],
  'claude-opus-6-preview': ['8', '0.8', '10', '16', '40'],
}
const LONG: Readonly<Record<string, Prices>> = {
  'claude-sonnet-4-5-20250929': ['6', '0.6', '7.5', '12', '22.5'],
}
const COLUMNS: readonly TokenType[] = [
  'uncached_input_tokens',
  'cache_read_input_tokens',
  'cache_creation.ephemeral_5m_input_tokens',
  'cache_creation.ephemeral_1h_input_tokens',
  'output_tokens',
]

const MILLION = new Decimal(1_000_000)
const BATCH = '0.5'
const FAST = '2'
const UNITED_STATES = '1.1'

/** Dollars for tokens of one kind. Throws when this vendor has no such price: the demo data would be wrong. */
export function tokenCost(
  dimensions: Pick<UsageDimensions, 'model' | 'service_tier' | 'context_window' | 'inference_geo' | 'speed'>,
  type: TokenType,
  tokens: number,
): Decimal {
  const { model } = dimensions
  const list = dimensions.context_window === '200k-1M' ? (LONG[model] ?? STANDARD[model]) : STANDARD[model]
  const price = list?.[COLUMNS.indexOf(type)]
  if (price === undefined) throw new Error(`The simulated price list lacks ${type} of ${model}.`)
  return new Decimal(price)
    .times(dimensions.service_tier === 'batch' ? BATCH : 1)
    .times(dimensions.speed === 'fast' ? FAST : 1)
    .times(dimensions.inference_geo === 'us' ? UNITED_STATES : 1)
    .times(tokens)
    .div(MILLION)
}

/** Dollars for one web search. */
export const WEB_SEARCH = new Decimal('0.01')
/** Dollars for an hour of a code execution container. */
export const CODE_EXECUTION_HOUR = new Decimal('0.05')
