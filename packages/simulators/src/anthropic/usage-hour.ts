import { chance } from '../vendor/chance.ts'
import { load } from '../vendor/rhythm.ts'
import type { Workload } from './organization.ts'

/** Token kinds are the `token_type` of the cost report. */
export type Counts = {
  readonly uncached_input_tokens: number
  readonly cache_read_input_tokens: number
  readonly 'cache_creation.ephemeral_5m_input_tokens': number
  readonly 'cache_creation.ephemeral_1h_input_tokens': number
  readonly output_tokens: number
  readonly web_search_requests: number
}

/** Usage of one workload in one hour; counts add up across records. */
export type UsageRecord = { readonly workload: Workload; readonly counts: Counts }

export const NO_COUNTS: Counts = {
  uncached_input_tokens: 0,
  cache_read_input_tokens: 0,
  'cache_creation.ephemeral_5m_input_tokens': 0,
  'cache_creation.ephemeral_1h_input_tokens': 0,
  output_tokens: 0,
  web_search_requests: 0,
}

/** What a workload used in the hour that starts at `hour` (milliseconds), or nothing. */
export function usageHour(
  workload: Workload,
  hour: number,
  seed: string,
  scale: number,
): UsageRecord | undefined {
  const random = chance(`${seed}|${hour}|${JSON.stringify(workload.dimensions)}`)
  const requests = Math.round(workload.requests * scale * load(workload, hour) * (0.8 + 0.4 * random))
  if (requests === 0) return undefined
  const input = Math.round(requests * workload.input * (0.9 + 0.2 * random))
  const share = (part: number | undefined): number => Math.floor(input * (part ?? 0))
  const read = share(workload.cacheReadShare)
  const written5m = share(workload.cacheWrite5mShare)
  const written1h = share(workload.cacheWrite1hShare)
  return {
    workload,
    counts: {
      uncached_input_tokens: input - read - written5m - written1h,
      cache_read_input_tokens: read,
      'cache_creation.ephemeral_5m_input_tokens': written5m,
      'cache_creation.ephemeral_1h_input_tokens': written1h,
      output_tokens: Math.round(requests * workload.output * (0.85 + 0.3 * random)),
      web_search_requests: Math.floor((requests * (workload.searches ?? 0)) / 100),
    },
  }
}

export function plusCounts(a: Counts, b: Counts): Counts {
  return {
    uncached_input_tokens: a.uncached_input_tokens + b.uncached_input_tokens,
    cache_read_input_tokens: a.cache_read_input_tokens + b.cache_read_input_tokens,
    'cache_creation.ephemeral_5m_input_tokens':
      a['cache_creation.ephemeral_5m_input_tokens'] + b['cache_creation.ephemeral_5m_input_tokens'],
    'cache_creation.ephemeral_1h_input_tokens':
      a['cache_creation.ephemeral_1h_input_tokens'] + b['cache_creation.ephemeral_1h_input_tokens'],
    output_tokens: a.output_tokens + b.output_tokens,
    web_search_requests: a.web_search_requests + b.web_search_requests,
  }
}
