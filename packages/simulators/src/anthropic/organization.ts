import type { Rhythmic } from '../vendor/rhythm.ts'

/** The organization behind the admin key: the same made-up company as at OpenAI, with its Claude workspaces. */
export const ORGANIZATION = { id: '5f1c2e0a-7b64-4d0e-9a3f-harborlinelabs', name: 'Harborline Labs' }

export type Workspace = {
  /** Null: the default workspace has no id. */
  readonly id: string | null
  readonly name: string
}

export const WORKSPACES = {
  default: { id: null, name: 'Default' },
  coding: { id: 'wrkspc_01Coding7Hq', name: 'Coding agents' },
  contracts: { id: 'wrkspc_01Contracts2Zx', name: 'Contract review' },
  helpdesk: { id: 'wrkspc_01Helpdesk9Lm', name: 'Help desk' },
} as const satisfies Readonly<Record<string, Workspace>>

export const API_KEYS = {
  coding: { id: 'apikey_01CodingCi', name: 'coding-ci' },
  contracts: { id: 'apikey_01ContractsProd', name: 'contracts-prod' },
  contractsBatch: { id: 'apikey_01ContractsNight', name: 'contracts-night' },
  helpdesk: { id: 'apikey_01HelpdeskEu', name: 'helpdesk-eu' },
} as const

export type UsageDimensions = {
  readonly workspace_id: string | null
  /** Null for the Workbench. */
  readonly api_key_id: string | null
  readonly account_id: string | null
  readonly service_account_id: string | null
  readonly model: string
  readonly service_tier: 'standard' | 'batch' | 'priority'
  readonly context_window: '0-200k' | '200k-1M'
  readonly inference_geo: 'global' | 'us' | 'not_available'
  readonly speed: 'standard' | 'fast'
}

export type Workload = Rhythmic & {
  readonly dimensions: UsageDimensions
  /** As the bill calls the model. */
  readonly modelName: string
  /** Requests in a busy hour, at scale 1. */
  readonly requests: number
  /** Average tokens of one request, the cache included. */
  readonly input: number
  readonly output: number
  readonly cacheReadShare?: number
  readonly cacheWrite5mShare?: number
  readonly cacheWrite1hShare?: number
  /** Web searches in a hundred requests. */
  readonly searches?: number
  /** Requests that the vendor blocked: counted in usage, never billed. */
  readonly blocked?: boolean
}
