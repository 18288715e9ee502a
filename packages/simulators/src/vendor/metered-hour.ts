import { chance } from './chance.ts'
import { load, type Rhythmic } from './rhythm.ts'

/** One use of a model as a monitoring service counts it. */
export type MeteredWorkload = Rhythmic & {
  readonly id: string
  readonly model: string
  readonly region: string
  /** Requests of a busy hour. */
  readonly requests: number
  /** Tokens of a request: what is sent (cached part included), and what comes back. */
  readonly inputTokens: number
  readonly outputTokens: number
  /** Share of the input read from a cache; absent: the vendor counts no cache. */
  readonly cachedShare?: number
  readonly cacheWriteShare?: number
}

export type MeteredHour = {
  readonly requests: number
  /** Cached part included. */
  readonly input: number
  readonly output: number
  readonly cached: number
  readonly cacheWrite: number
}

export type MeteredOptions = { readonly seed: string; readonly scale: number }

/** What a workload used in the hour that begins at `hour` (milliseconds). Same seed, same counts. */
export function meteredHour(
  workload: MeteredWorkload,
  hour: number,
  { seed, scale }: MeteredOptions,
): MeteredHour {
  const spread = (what: string) => 0.8 + 0.4 * chance(`${seed}|${workload.id}|${hour}|${what}`)
  const requests = Math.round(workload.requests * load(workload, hour) * spread('requests') * scale)
  const input = Math.round(requests * workload.inputTokens * spread('input'))
  return {
    requests,
    input,
    output: Math.round(requests * workload.outputTokens * spread('output')),
    cached: Math.floor(input * (workload.cachedShare ?? 0)),
    cacheWrite: Math.floor(input * (workload.cacheWriteShare ?? 0)),
  }
}
