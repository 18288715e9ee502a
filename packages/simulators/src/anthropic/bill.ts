import { Decimal } from 'decimal.js'
import { chance } from '../vendor/chance.ts'
import { WORKSPACES } from './organization.ts'
import { CODE_EXECUTION_HOUR, tokenCost, type TokenType, WEB_SEARCH } from './price-list.ts'
import type { UsageRecord } from './usage-hour.ts'

/** One line of a day's bill, as the cost report describes it. */
export type CostLine = {
  /** Dollars; the report gives cents. */
  readonly amount: Decimal
  readonly workspace_id: string | null
  readonly description: string
  readonly cost_type: 'tokens' | 'web_search' | 'code_execution'
  readonly model: string | null
  readonly service_tier: 'standard' | 'batch' | null
  readonly context_window: string | null
  readonly token_type: TokenType | null
  readonly inference_geo: string | null
}

const LABELS: Readonly<Record<TokenType, string>> = {
  uncached_input_tokens: 'Input Tokens',
  cache_read_input_tokens: 'Input Tokens, Cache Hit',
  'cache_creation.ephemeral_5m_input_tokens': 'Input Tokens, Cache Write 5m',
  'cache_creation.ephemeral_1h_input_tokens': 'Input Tokens, Cache Write 1h',
  output_tokens: 'Output Tokens',
}
const TOKEN_TYPES: readonly TokenType[] = [
  'uncached_input_tokens',
  'cache_read_input_tokens',
  'cache_creation.ephemeral_5m_input_tokens',
  'cache_creation.ephemeral_1h_input_tokens',
  'output_tokens',
]
const NO_DETAILS = {
  model: null,
  service_tier: null,
  context_window: null,
  token_type: null,
  inference_geo: null,
} as const

/**
 * What the vendor charges for one record. Where the bill differs from usage × list price, on purpose: Priority Tier is
 * paid by contract and has no line, blocked requests have none either, a model is in no price list, cache reads are
 * rounded (`roundedAsBilled`), code execution has no usage record (`linesWithoutUsage`).
 */
export function usageLines({ workload, counts }: UsageRecord): CostLine[] {
  const { dimensions, modelName } = workload
  if (workload.blocked || dimensions.service_tier === 'priority') return []
  const { service_tier } = dimensions
  const qualifiers = [
    ...(service_tier === 'batch' ? ['Batch'] : []),
    ...(dimensions.speed === 'fast' ? ['Fast mode'] : []),
    ...(dimensions.context_window === '200k-1M' ? ['Long context'] : []),
    ...(dimensions.inference_geo === 'us' ? ['US'] : []),
  ]
  const suffix = qualifiers.length > 0 ? ` (${qualifiers.join(', ')})` : ''
  const tokens = TOKEN_TYPES.filter((type) => counts[type] > 0).map((type): CostLine => ({
    amount: tokenCost(dimensions, type, counts[type]),
    workspace_id: dimensions.workspace_id,
    description: `${modelName} Usage - ${LABELS[type]}${suffix}`,
    cost_type: 'tokens',
    model: dimensions.model,
    service_tier,
    context_window: dimensions.context_window,
    token_type: type,
    inference_geo: dimensions.inference_geo,
  }))
  const { web_search_requests: searches } = counts
  if (searches === 0) return tokens
  const search: CostLine = {
    ...NO_DETAILS,
    amount: WEB_SEARCH.times(searches),
    workspace_id: dimensions.workspace_id,
    description: 'Web Search Usage',
    cost_type: 'web_search',
  }
  return [...tokens, search]
}

/** Charges that no usage report has. `day` is `YYYY-MM-DD`. */
export function linesWithoutUsage(day: string, seed: string): CostLine[] {
  const hours = Math.floor(chance(`${seed}|code-execution|${day}`) * 40)
  if (hours === 0) return []
  return [
    {
      ...NO_DETAILS,
      amount: CODE_EXECUTION_HOUR.times(hours),
      workspace_id: WORKSPACES.coding.id,
      description: 'Code Execution Usage',
      cost_type: 'code_execution',
    },
  ]
}

const DOLLAR_PLACES = 10
const ROUNDED_PLACES = 5

/** Cache reads are billed in thousandths of a cent, everything else with every digit a report can carry. */
export function roundedAsBilled(line: CostLine): CostLine {
  const places = line.token_type === 'cache_read_input_tokens' ? ROUNDED_PLACES : DOLLAR_PLACES
  return { ...line, amount: line.amount.toDecimalPlaces(places, Decimal.ROUND_HALF_EVEN) }
}

/** Lines that agree in `keyOf` as one, in the order they first appear. */
export function sumLines(lines: readonly CostLine[], keyOf: (line: CostLine) => string): CostLine[] {
  const sums = new Map<string, CostLine>()
  for (const line of lines) {
    const key = keyOf(line)
    const sum = sums.get(key)
    sums.set(key, sum ? { ...sum, amount: sum.amount.plus(line.amount) } : line)
  }
  return [...sums.values()]
}
