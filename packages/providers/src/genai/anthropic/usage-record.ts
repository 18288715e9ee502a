import { createHash } from 'node:crypto'
import { Decimal } from '@cloudact/core/decimal'
import { JsonInteger } from '@cloudact/engine/json-source'
import { z } from 'zod'
import { NO_MODEL, type UsageFact, type UsagePart } from '../usage-fact.ts'
import { exclusiveParts, RejectedUsage } from '../usage-normalizer.ts'
import { contextBand, region, serviceTier } from './dimensions.ts'

const count = JsonInteger.refine((value) => value >= 0, 'not negative')
  .nullish()
  .transform((value) => value ?? 0)
const name = z
  .string()
  .nullish()
  .transform((value) => value ?? null)

const Result = z.object({
  uncached_input_tokens: count,
  cache_read_input_tokens: count,
  cache_creation: z
    .object({ ephemeral_5m_input_tokens: count, ephemeral_1h_input_tokens: count })
    .nullish()
    .transform((value) => value ?? { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 0 }),
  output_tokens: count,
  server_tool_use: z
    .object({ web_search_requests: count })
    .nullish()
    .transform((value) => value ?? { web_search_requests: 0 }),
  workspace_id: name,
  api_key_id: name,
  account_id: name,
  service_account_id: name,
  model: name,
  service_tier: name,
  context_window: name,
  inference_geo: name,
  speed: name,
})
type Result = z.output<typeof Result>

/**
 * One result of Anthropic's messages report as a normalized fact. Its counts are exclusive: uncached input, cache
 * reads and both kinds of cache writes stand apart, so the input of a record is their sum (75 §11). Throws
 * `RejectedUsage` with the values when a count is no whole number or negative.
 */
export function readUsageRecord(hour: string, value: unknown): UsageFact {
  const parsed = Result.safeParse(value)
  if (!parsed.success) throw new RejectedUsage(z.prettifyError(parsed.error), { hour, record: value })
  const result = parsed.data
  const written = result.cache_creation
  return {
    hour,
    endpoint: 'messages',
    model: result.model ?? NO_MODEL,
    projectId: result.workspace_id,
    apiKeyId: result.api_key_id,
    userId: result.account_id ?? result.service_account_id,
    tier: serviceTier(result.service_tier, result.speed === 'fast'),
    contextBand: contextBand(result.context_window),
    region: region(result.inference_geo),
    // Anthropic prices and bills in dollars only (75 §9).
    currency: 'USD',
    dimensions: {},
    parts: [
      ...exclusiveParts({
        input: result.uncached_input_tokens,
        output: result.output_tokens,
        cacheRead: result.cache_read_input_tokens,
        cacheWrite5m: written.ephemeral_5m_input_tokens,
        cacheWrite1h: written.ephemeral_1h_input_tokens,
      }),
      ...searches(result.server_tool_use.web_search_requests),
    ],
    inputTokens:
      result.uncached_input_tokens +
      result.cache_read_input_tokens +
      written.ephemeral_5m_input_tokens +
      written.ephemeral_1h_input_tokens,
    outputTokens: result.output_tokens,
    cachedInputTokens: result.cache_read_input_tokens,
    // The report counts tokens, not requests.
    requests: null,
    recordId: recordId(hour, result),
  }
}

function searches(requests: number): UsagePart[] {
  return requests === 0 ? [] : [{ meter: 'web_search', quantity: new Decimal(requests) }]
}

/** Hour and dimensions name a record; its counts may be restated. */
function recordId(hour: string, result: Result): string {
  const identity = [
    result.workspace_id,
    result.api_key_id,
    result.account_id,
    result.service_account_id,
    result.model,
    result.service_tier,
    result.context_window,
    result.inference_geo,
    result.speed,
  ]
  const digest = createHash('sha256').update(JSON.stringify(identity)).digest('hex').slice(0, 16)
  return `anthropic/messages/${hour}/${digest}`
}
