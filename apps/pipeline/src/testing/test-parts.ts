import { join } from 'node:path'
import type { Catalog } from '@cloudact/catalog/catalog'
import { DEFAULT_HTTP_CONFIG } from '@cloudact/http/http-config'
import { testCatalog } from '@cloudact/engine/testing/test-catalog'
import type { PipelineConfig } from '../config.ts'

export const ROOT_KEY = 'root-key-of-the-pipeline-tests-012345'

const LINEAGE = [
  'x_org_slug',
  'x_pipeline_id',
  'x_credential_id',
  'x_pipeline_run_date',
  'x_run_id',
  'x_ingested_at',
  'x_ingestion_date',
]
const once = { max_attempts: 1 }
const step = (step_id: string, path: string, more: object = {}) => ({
  step_id,
  ps_type: 'test.call',
  config: { path, ...more },
  retry: once,
})
const described = { description: 'Of the tests.', domain: 'payg', version: 1, provider: 'vendor' }

/** A vendor, the table its answers go to, and pipelines of one or two calls. */
export function partsCatalog(vendorUrl: string, notificationsUrl = 'http://127.0.0.1:1'): Catalog {
  const provider = {
    type: 'genai' as const,
    status: 'active' as const,
    credential_type: 'api_key' as const,
    credential_fields: [],
    rate_limit: { requests_per_minute: 60_000 },
  }
  const catalog = testCatalog({
    providers: {
      vendor: { ...provider, display_name: 'Vendor', api_base_url: vendorUrl },
      notifications: { ...provider, display_name: 'Channels', api_base_url: notificationsUrl },
    },
    tables: [
      {
        name: 'vendor_rows',
        columns: [
          ...LINEAGE.map((name) => ({ name, type: 'string' as const })),
          { name: 'answer', type: 'string' },
        ],
      },
    ],
    pipelines: {
      'genai/payg/noop': {
        ...described,
        name: 'Noop',
        steps: [{ step_id: 'nothing', ps_type: 'test.noop' }],
      },
      'genai/payg/call': {
        ...described,
        name: 'Call',
        schedule: '0 2 * * *',
        steps: [step('call', '/call')],
      },
      'genai/payg/secret': {
        ...described,
        name: 'Secret',
        steps: [step('call', '/call', { credential: true })],
      },
      'genai/payg/two': {
        ...described,
        name: 'Two',
        steps: [step('first', '/first'), step('second', '/second')],
      },
      'cloud/vendor/cost/billing': {
        ...described,
        name: 'Billing',
        default_range: 'open_months',
        steps: [step('call', '/call')],
      },
      'cloud/vendor/files': {
        ...described,
        name: 'Files',
        schedule: '0 12 18 1 *',
        each_integration: true,
        steps: [step('call', '/call')],
      },
      'genai/payg/slow': {
        ...described,
        name: 'Slow',
        steps: [{ ...step('call', '/slow'), timeout_seconds: 1 }],
      },
      'genai/unified/after': {
        ...described,
        provider: undefined,
        name: 'After',
        schedule: '0 3 * * *',
        after: ['genai/payg/call'],
        steps: [step('call', '/call')],
      },
      'genai/unified/ended': {
        ...described,
        provider: undefined,
        name: 'Ended',
        after: ['genai/payg/call'],
        after_needs: 'ended',
        steps: [step('call', '/other')],
      },
      'setup/hidden': { ...described, name: 'Hidden', system: true, steps: [step('call', '/call')] },
      'genai/payg/off': { ...described, name: 'Off', enabled: false, steps: [step('call', '/call')] },
    },
  })
  return { ...catalog, pipelineAliases: new Map([['vendor/cost/billing', 'cloud/vendor/cost/billing']]) }
}

export function partsConfig(folder: string, overrides: Partial<PipelineConfig> = {}): PipelineConfig {
  return {
    http: { ...DEFAULT_HTTP_CONFIG, rateLimits: { ...DEFAULT_HTTP_CONFIG.rateLimits, enabled: false } },
    concurrency: 4,
    shutdownGraceSeconds: 5,
    soleOwner: true,
    scheduler: false,
    processorFolders: [join(import.meta.dirname, 'processors')],
    scratchFolder: join(folder, 'scratch'),
    environment: 'prod',
    projectId: 'local',
    publicUrl: 'http://localhost:3000',
    otlpEndpoint: undefined,
    ...overrides,
  }
}
