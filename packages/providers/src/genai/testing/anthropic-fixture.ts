import type { OrgWarehouse } from '@cloudact/core/ports/warehouse'
import type { Credential } from '@cloudact/engine/processor'
import type { TestContextOptions } from '@cloudact/engine/testing/processor-context'
import {
  type AnthropicSimulatorOptions,
  startAnthropicSimulator,
} from '@cloudact/simulators/anthropic/server'
import { catalogAt, impatientTimers } from './vendor-context.ts'

const ADMIN_KEY = 'sk-ant-admin01-test-0123456789abcdef'

const CREDENTIAL: Credential = {
  credentialId: 'cred-anthropic',
  provider: 'anthropic',
  name: 'Claude production',
  secrets: { api_key: ADMIN_KEY },
  metadata: {},
}

/** A simulator with what a context needs to run the Anthropic pipeline's steps against it. Backoff does not wait. */
export async function anthropicFixture(
  warehouse: OrgWarehouse,
  startedAt: string,
  options: Partial<AnthropicSimulatorOptions> = {},
) {
  const simulator = await startAnthropicSimulator({
    adminKeys: [ADMIN_KEY],
    now: Date.parse(startedAt),
    ...options,
  })
  const { waited, timers } = impatientTimers()
  const context = (more: Partial<TestContextOptions> = {}): TestContextOptions => ({
    catalog: catalogAt(simulator.url, 'anthropic'),
    warehouse,
    pipelinePath: 'genai/payg/anthropic',
    credentials: [CREDENTIAL],
    startedAt,
    timers,
    ...more,
  })
  return { simulator, waited, context }
}
