import { fileURLToPath } from 'node:url'
import type { Catalog } from '@cloudact/catalog/catalog'
import { loadCatalog } from '@cloudact/catalog/load-catalog'
import { systemTimers, type Timers } from '@cloudact/engine/timers'

const CONFIGS = fileURLToPath(new URL('../../../../../configs', import.meta.url))

let configuration: Catalog | undefined

/** The product's configuration with a provider at another address. */
export function catalogAt(url: string, provider = 'openai'): Catalog {
  configuration ??= loadCatalog({ folders: [CONFIGS] })
  const entry = configuration.providers.get(provider)
  if (!entry) throw new Error(`configs/ has no provider ${provider}.`)
  const local = { ...entry, api_base_url: url, rate_limit: { requests_per_minute: 600_000 } }
  return { ...configuration, providers: new Map([...configuration.providers, [provider, local]]) }
}

/** Timers whose backoff does not wait, with what they would have waited. */
export function impatientTimers(): { readonly timers: Timers; readonly waited: number[] } {
  const waited: number[] = []
  const timers: Timers = {
    ...systemTimers,
    sleep: async (milliseconds, signal) => {
      signal?.throwIfAborted()
      waited.push(milliseconds)
    },
  }
  return { timers, waited }
}
