import type { OrgWarehouse } from '@cloudact/core/ports/warehouse'
import type { Credential } from '@cloudact/engine/processor'
import type { TestContextOptions } from '@cloudact/engine/testing/processor-context'
import { type OpenAiSimulatorOptions, startOpenAiSimulator } from '@cloudact/simulators/openai/server'
import { catalogAt, impatientTimers } from './vendor-context.ts'

const ADMIN_KEY = 'sk-admin-test-0123456789abcdef'

export const CREDENTIAL: Credential = {
  credentialId: 'cred-openai',
  provider: 'openai',
  name: 'OpenAI production',
  secrets: { api_key: ADMIN_KEY },
  metadata: {},
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
  const { waited, timers } = impatientTimers()
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
