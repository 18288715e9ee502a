import type { MeteredWorkload } from '../vendor/metered-hour.ts'

export type AzureWorkload = MeteredWorkload & {
  readonly deployment: string
  readonly version: string
  /** Absent: the deployment was deleted. */
  readonly sku?: string
}

/** Deployments of one account: global, data zone, purchased capacity, and one that is gone. */
export const AZURE_WORKLOADS: readonly AzureWorkload[] = [
  {
    id: 'chat',
    deployment: 'chat',
    model: 'gpt-4o',
    version: '2024-08-06',
    sku: 'GlobalStandard',
    region: 'eastus2',
    requests: 500,
    inputTokens: 1_400,
    outputTokens: 300,
    rhythm: 'office',
  },
  {
    id: 'eu',
    deployment: 'chat-eu',
    model: 'gpt-4o-mini',
    version: '2024-07-18',
    sku: 'DataZoneStandard',
    region: 'swedencentral',
    requests: 800,
    inputTokens: 900,
    outputTokens: 150,
    rhythm: 'always',
  },
  {
    id: 'ptu',
    deployment: 'reserved',
    model: 'gpt-4o',
    version: '2024-08-06',
    sku: 'ProvisionedManaged',
    region: 'eastus2',
    requests: 200,
    inputTokens: 700,
    outputTokens: 200,
    rhythm: 'always',
  },
  {
    id: 'gone',
    deployment: 'old',
    model: 'gpt-4o',
    version: '2024-08-06',
    region: 'eastus2',
    requests: 30,
    inputTokens: 600,
    outputTokens: 100,
    rhythm: 'office',
  },
  {
    id: 'embed',
    deployment: 'embed',
    model: 'text-embedding-3-small',
    version: '1',
    sku: 'Standard',
    region: 'eastus2',
    requests: 900,
    inputTokens: 200,
    outputTokens: 0,
    rhythm: 'night',
  },
]
