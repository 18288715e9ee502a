import type { OrgWarehouse } from '@cloudact/core/ports/warehouse'
import type { Credential } from '@cloudact/engine/processor'
import type { TestContextOptions } from '@cloudact/engine/testing/processor-context'
import {
  type AzureMonitorSimulatorOptions,
  startAzureMonitorSimulator,
} from '@cloudact/simulators/azure-monitor/server'
import { catalogAt, impatientTimers } from './vendor-context.ts'

export const SUBSCRIPTION = '11111111-2222-3333-4444-555555555555'
export const DENIED_SECRET = 'secret~denied.0123456789abcdefghijklmnopq'
const TENANT = '72f988bf-86f1-41af-91ab-2d7cd011db47'
const SECRET = 'secret~good.0123456789abcdefghijklmnopqrs'

export const AZURE_OPENAI: Credential = {
  credentialId: 'cred-aoai',
  provider: 'azure_openai',
  name: 'Azure OpenAI',
  secrets: {
    tenant_id: TENANT,
    client_id: '99999999-8888-7777-6666-555555555555',
    client_secret: SECRET,
  },
  metadata: { subscription_id: SUBSCRIPTION },
}

/** Azure of one subscription with what a context needs to run the Azure OpenAI pipeline's steps against it. */
export async function azureFixture(
  warehouse: OrgWarehouse,
  startedAt: string,
  options: Partial<AzureMonitorSimulatorOptions> = {},
) {
  const simulator = await startAzureMonitorSimulator({
    tenantId: TENANT,
    subscriptionId: SUBSCRIPTION,
    clientSecrets: [SECRET],
    deniedSecrets: [DENIED_SECRET],
    now: Date.parse(startedAt),
    ...options,
  })
  const { waited, timers } = impatientTimers()
  const context = (more: Partial<TestContextOptions> = {}): TestContextOptions => ({
    catalog: catalogAt(simulator.url, 'azure_openai'),
    warehouse,
    pipelinePath: 'genai/payg/azure_openai',
    credentials: [AZURE_OPENAI],
    startedAt,
    timers,
    ...more,
  })
  return { simulator, waited, context }
}
