import type { OrgWarehouse } from '@cloudact/core/ports/warehouse'
import type { Credential } from '@cloudact/engine/processor'
import type { TestContextOptions } from '@cloudact/engine/testing/processor-context'
import {
  type CloudWatchSimulatorOptions,
  startCloudWatchSimulator,
} from '@cloudact/simulators/cloudwatch/server'
import { catalogAt, impatientTimers } from './vendor-context.ts'

export const ACCESS_KEY = 'AKIATESTTESTTESTTEST'
export const DENIED_KEY = 'AKIADENIEDDENIEDDENI'

export const BEDROCK: Credential = {
  credentialId: 'cred-bedrock',
  provider: 'bedrock',
  name: 'Bedrock production',
  secrets: { access_key_id: ACCESS_KEY, secret_access_key: 's'.repeat(40) },
  metadata: { region: 'us-east-1, eu-west-1' },
}

/** CloudWatch of one account with what a context needs to run the Bedrock pipeline's steps against it. */
export async function bedrockFixture(
  warehouse: OrgWarehouse,
  startedAt: string,
  options: Partial<CloudWatchSimulatorOptions> = {},
) {
  const simulator = await startCloudWatchSimulator({
    accessKeyIds: [ACCESS_KEY],
    deniedKeyIds: [DENIED_KEY],
    now: Date.parse(startedAt),
    ...options,
  })
  const { waited, timers } = impatientTimers()
  const context = (more: Partial<TestContextOptions> = {}): TestContextOptions => ({
    catalog: catalogAt(simulator.url, 'bedrock'),
    warehouse,
    pipelinePath: 'genai/payg/bedrock',
    credentials: [BEDROCK],
    startedAt,
    timers,
    ...more,
  })
  return { simulator, waited, context }
}
