import { API_KEYS, type UsageDimensions, type Workload, WORKSPACES } from './organization.ts'

/** Billed by the vendor, absent from every public price list: the demonstration of an unpriced model. */
export const PREVIEW_MODEL = 'claude-opus-6-preview'

const standard = {
  account_id: null,
  service_account_id: null,
  service_tier: 'standard',
  context_window: '0-200k',
  inference_geo: 'global',
  speed: 'standard',
} as const satisfies Partial<UsageDimensions>

const coding = { ...standard, workspace_id: WORKSPACES.coding.id, api_key_id: API_KEYS.coding.id }
const contracts = { ...standard, workspace_id: WORKSPACES.contracts.id, api_key_id: API_KEYS.contracts.id }
const helpdesk = { ...standard, workspace_id: WORKSPACES.helpdesk.id, api_key_id: API_KEYS.helpdesk.id }
const workbench = {
  ...standard,
  workspace_id: WORKSPACES.default.id,
  api_key_id: null,
  account_id: 'user_01Noor',
}

const SONNET = { model: 'claude-sonnet-5', modelName: 'Claude Sonnet 5' }
const OPUS = { model: 'claude-opus-5', modelName: 'Claude Opus 5' }
const SONNET_4_5 = { model: 'claude-sonnet-4-5-20250929', modelName: 'Claude Sonnet 4.5' }
const HAIKU = { model: 'claude-haiku-4-5-20251001', modelName: 'Claude Haiku 4.5' }

export const WORKLOADS: readonly Workload[] = [
  {
    dimensions: { ...coding, model: SONNET.model },
    modelName: SONNET.modelName,
    rhythm: 'office',
    growth: 0.09,
    requests: 900,
    input: 21_000,
    output: 900,
    cacheReadShare: 0.82,
    cacheWrite5mShare: 0.09,
  },
  {
    dimensions: { ...coding, model: OPUS.model },
    modelName: OPUS.modelName,
    rhythm: 'office',
    growth: 0.12,
    requests: 120,
    input: 34_000,
    output: 1_700,
    cacheReadShare: 0.74,
    cacheWrite5mShare: 0.06,
    cacheWrite1hShare: 0.08,
  },
  {
    dimensions: { ...coding, model: OPUS.model, speed: 'fast' },
    modelName: OPUS.modelName,
    rhythm: 'office',
    requests: 14,
    input: 26_000,
    output: 1_200,
    cacheReadShare: 0.6,
  },
  {
    dimensions: { ...contracts, model: SONNET_4_5.model, inference_geo: 'not_available' },
    modelName: SONNET_4_5.modelName,
    rhythm: 'office',
    requests: 70,
    input: 62_000,
    output: 2_300,
    cacheReadShare: 0.35,
    cacheWrite1hShare: 0.1,
  },
  {
    dimensions: {
      ...contracts,
      model: SONNET_4_5.model,
      inference_geo: 'not_available',
      context_window: '200k-1M',
    },
    modelName: SONNET_4_5.modelName,
    rhythm: 'office',
    requests: 6,
    input: 340_000,
    output: 3_800,
    cacheReadShare: 0.2,
  },
  {
    dimensions: {
      ...contracts,
      api_key_id: API_KEYS.contractsBatch.id,
      service_account_id: 'svac_01ContractsNight',
      model: HAIKU.model,
      service_tier: 'batch',
      inference_geo: 'not_available',
    },
    modelName: HAIKU.modelName,
    rhythm: 'night',
    requests: 2_400,
    input: 5_200,
    output: 640,
  },
  {
    dimensions: { ...helpdesk, model: SONNET.model, inference_geo: 'us' },
    modelName: SONNET.modelName,
    rhythm: 'always',
    growth: 0.04,
    requests: 640,
    input: 3_900,
    output: 510,
    cacheReadShare: 0.5,
    cacheWrite5mShare: 0.04,
    searches: 6,
  },
  {
    dimensions: { ...helpdesk, model: HAIKU.model, inference_geo: 'not_available' },
    modelName: HAIKU.modelName,
    rhythm: 'always',
    requests: 3_100,
    input: 1_900,
    output: 260,
    cacheReadShare: 0.3,
  },
  {
    dimensions: { ...helpdesk, model: OPUS.model, service_tier: 'priority' },
    modelName: OPUS.modelName,
    rhythm: 'always',
    requests: 18,
    input: 9_000,
    output: 800,
  },
  {
    dimensions: { ...workbench, model: OPUS.model },
    modelName: OPUS.modelName,
    rhythm: 'office',
    requests: 9,
    input: 7_400,
    output: 1_100,
  },
  {
    dimensions: { ...workbench, model: PREVIEW_MODEL },
    modelName: 'Claude Opus 6 Preview',
    rhythm: 'office',
    requests: 4,
    input: 5_600,
    output: 900,
  },
  {
    dimensions: { ...workbench, model: HAIKU.model, inference_geo: 'not_available' },
    modelName: HAIKU.modelName,
    rhythm: 'office',
    requests: 3,
    input: 1_400,
    output: 40,
    blocked: true,
  },
]
