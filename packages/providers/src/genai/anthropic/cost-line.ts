import type { MeterType } from '../meter.ts'
import type { LineMeaning } from '../payg-adapter.ts'
import { NO_MODEL } from '../usage-fact.ts'
import { contextBand, region, serviceTier } from './dimensions.ts'

/** What a line of the cost report says about itself; all null when the report was not grouped by description. */
export type CostLineFacts = {
  readonly costType: string | null
  readonly description: string | null
  readonly model: string | null
  readonly serviceTier: string | null
  readonly contextWindow: string | null
  readonly tokenType: string | null
  readonly inferenceGeo: string | null
}

const TOKEN_METERS: Readonly<Record<string, MeterType>> = {
  uncached_input_tokens: 'input_uncached',
  cache_read_input_tokens: 'input_cache_read',
  'cache_creation.ephemeral_5m_input_tokens': 'input_cache_write_5m',
  'cache_creation.ephemeral_1h_input_tokens': 'input_cache_write_1h',
  output_tokens: 'output',
}
const TOOL_METERS: Readonly<Record<string, MeterType>> = {
  web_search: 'web_search',
  code_execution: 'code_execution',
}
/** The report has no field for the speed; the description names it. */
const FAST_MODE = /\bfast\b/i

/** What a line of Anthropic's cost report is about. Kinds nobody has seen are `unmapped`, never guessed. */
export function lineMeaning(line: CostLineFacts): LineMeaning {
  const tool = TOOL_METERS[line.costType ?? '']
  if (tool) {
    return {
      kind: 'metered',
      model: NO_MODEL,
      meter: tool,
      tier: 'standard',
      contextBand: 'base',
      region: null,
    }
  }
  const meter = TOKEN_METERS[line.tokenType ?? '']
  if (line.costType !== 'tokens' || !meter || line.model === null) return { kind: 'unmapped' }
  return {
    kind: 'metered',
    model: line.model,
    meter,
    tier: serviceTier(line.serviceTier, FAST_MODE.test(line.description ?? '')),
    contextBand: contextBand(line.contextWindow) ?? 'base',
    region: region(line.inferenceGeo),
  }
}
