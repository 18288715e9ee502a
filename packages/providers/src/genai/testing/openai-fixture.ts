import { fileURLToPath } from 'node:url'
import type { Catalog } from '@cloudact/catalog/catalog'
import { loadCatalog } from '@cloudact/catalog/load-catalog'
import type { OrgWarehouse } from '@cloudact/core/ports/warehouse'
import type { Credential } from '@cloudact/engine/processor'
import type { TestContextOptions } from '@cloudact/engine/testing/processor-context'
import { systemTimers } from '@cloudact/engine/timers'
import { type OpenAiSimulatorOptions, startOpenAiSimulator } from '@cloudact/simulators/openai/server'

const CONFIGS = fileURLToPath(new URL('../../../../../configs', import.meta.url))
const ADMIN_KEY = 'sk-admin-test-0123456789abcdef'

export const CREDENTIAL: Credential = {
  credentialId: 'cred-openai',
  provider: 'openai',
  name: 'OpenAI production',
  secrets: { api_key: ADMIN_KEY },
  metadata: {},
}

let configuration: Catalog | undefined

/** The product's configuration with OpenAI at another address. */
export function catalogAt(url: string): Catalog {
  configuration ??= loadCatalog({ folders: [CONFIGS] })
  const openai = configuration.providers.get('openai')
  if (!openai) throw new Error('configs/ has no provider openai.')
  const local = { ...openai, api_base_url: url, rate_limit: { requests_per_minute: 600_000 } }
  return { ...configuration, providers: new Map([...configuration.providers, ['openai', local]]) }
}

/** A simulator with what a context needs to run the OpenAI pipeline's steps against it. Backoff does not wait. */
export async function openAiFixture(
  warehouse: OrgWarehouse,
  startedAt: string,
  options: Partial<OpenAiSimulatorOptions> = {},
) {
  const simulator = await startOpenAiSimulator({
    adminKeys: [ADMIN_KEY],
    now: Date.parse(startedAt),
    ...options,
  })
  const waited: number[] = []
  const timers = {
    ...systemTimers,
    sleep: async (milliseconds: number, signal?: AbortSignal) => {
      signal?.throwIfAborted()
      waited.push(milliseconds)
    },
  }
  const context = (more: Partial<TestContextOptions> = {}): TestContextOptions => ({
    catalog: catalogAt(simulator.url),
    warehouse,
    pipelinePath: 'genai/payg/openai',
    credentials: [CREDENTIAL],
    startedAt,
    timers,
    ...more,
  })
  return { simulator, waited, context }
}
