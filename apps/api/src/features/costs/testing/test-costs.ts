import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { loadCatalog } from '@cloudact/catalog/load-catalog'
import { parseOrgSlug } from '@cloudact/core/org-slug'
import type { Database } from '@cloudact/core/ports/sql'
import type { Row, Warehouse } from '@cloudact/core/ports/warehouse'
import { DEFAULT_KEY_SCOPES, type Scope } from '@cloudact/core/roles'
import { DEFAULT_HTTP_CONFIG } from '@cloudact/http/http-config'
import { createLogger } from '@cloudact/http/logger'
import { createMetrics } from '@cloudact/http/metrics'
import { registerRoutes } from '@cloudact/http/register-routes'
import { createServer } from '@cloudact/http/server'
import { createTokenBuckets } from '@cloudact/http/token-bucket'
import { hashApiKey } from '@cloudact/security/api-key'
import { openLocalKeyRing } from '@cloudact/security/local-key-ring'
import { SecretRegistry } from '@cloudact/security/secret-registry'
import { testDatabase } from '@cloudact/store/testing/test-database'
import { testOrganization } from '@cloudact/store/testing/test-organization'
import { openLake } from '@cloudact/warehouse/lake/open-lake'
import type { LightMyRequestResponse } from 'fastify'
import { toApiConfig } from '../../../config.ts'
import type { ApiContext } from '../../../context.ts'
import { readApiEnvironment } from '../../../env.ts'
import { genaiRoutes } from '../../genai/routes.ts'
import { costRoutes } from '../routes.ts'

const CONFIGS = resolve(import.meta.dirname, '../../../../../../configs')
const TABLE = 'cost_data_standard_1_3'
const TABLES = [
  TABLE,
  'genai_payg_costs_daily',
  'genai_cost_reconciliation_daily',
  'genai_payg_pricing',
  'genai_payg_usage_raw',
]
const ROOT_KEY = 'root-key-of-the-cost-tests-0123456789'

/** Keys by what they may do. */
export const KEYS = {
  acme: 'acme_api_0123456789abcdefghij',
  acmeWithoutCosts: 'acme_api_without_costs_read_scope',
  globex: 'globex_api_0123456789abcdefghij',
} as const
export type KeyName = keyof typeof KEYS

export type TestCosts = {
  readonly database: Database
  readonly warehouse: Warehouse
  readonly clock: { time: number }
  readonly context: ApiContext
  /** `path` is below `/api/v1/costs/acme`. */
  get(path: string, key?: KeyName | null): Promise<LightMyRequestResponse>
  /** `path` is below `/api/v1/genai/acme`. */
  genai(path: string, key?: KeyName | null): Promise<LightMyRequestResponse>
  post(path: string, key?: KeyName | null): Promise<LightMyRequestResponse>
  /** Replaces a month of acme's (or another organization's) AWS slice with these rows. */
  load(
    rows: readonly Row[],
    slice?: {
      readonly org?: string
      readonly pipelineId?: string
      readonly period?: string
      readonly table?: string
    },
  ): Promise<void>
  close(): Promise<void>
}

/** The cost routes on a real lake and control plane, with two organizations and a clock of its own. */
export async function testCosts(now: string): Promise<TestCosts> {
  const folder = await mkdtemp(join(tmpdir(), 'cloudact-costs-'))
  const clock = { time: Date.parse(now), now: () => clock.time }
  const catalog = loadCatalog({ folders: [CONFIGS] })
  const database = await testDatabase()
  const secrets = new SecretRegistry()
  const log = createLogger({
    service: 'test',
    level: 'error',
    secrets,
    destination: { write: () => undefined },
  })
  const warehouse = await openLake({ database, folder: join(folder, 'lake'), clock, log, memoryLimitMb: 512 })
  for (const slug of ['acme', 'globex']) {
    await testOrganization(database, slug)
    for (const name of TABLES) {
      const table = catalog.tables.get(name)
      if (table) await warehouse.forOrg(parseOrgSlug(slug)).ensureTable(table)
    }
  }
  const metrics = createMetrics('test')
  const config = { ...DEFAULT_HTTP_CONFIG, rateLimits: { ...DEFAULT_HTTP_CONFIG.rateLimits, enabled: false } }
  const app = await createServer({
    name: 'test',
    version: '1',
    description: 'Test.',
    log,
    config,
    metrics,
    secrets,
  })
  const record = (slug: string, key: string, scopes: readonly Scope[]) => ({
    keyId: key.slice(0, 12),
    org: parseOrgSlug(slug),
    hash: hashApiKey(key),
    expiresAt: null,
    scopes,
  })
  const keys = [
    record('acme', KEYS.acme, DEFAULT_KEY_SCOPES),
    record('acme', KEYS.acmeWithoutCosts, ['org:read']),
    record('globex', KEYS.globex, DEFAULT_KEY_SCOPES),
  ]
  const context = {
    database,
    warehouse,
    catalog,
    catalogFor: () => catalog,
    kms: await openLocalKeyRing(join(folder, 'keys')),
    secrets,
    config: toApiConfig(readApiEnvironment({ CLOUDACT_DATA_DIR: folder })),
    clock,
    log,
    pipelineBaseUrl: 'http://127.0.0.1:1',
    rootKey: ROOT_KEY,
    takeSnapshot: undefined,
    demoOrg: undefined,
    sendLetter: undefined,
    createResetLink: async () => undefined,
  }
  registerRoutes(app, [...costRoutes, ...genaiRoutes], context, {
    config,
    rootKey: ROOT_KEY,
    findApiKey: async (hash) => keys.find((key) => key.hash === hash),
    organizationExists: async () => true,
    audit: async () => undefined,
    buckets: createTokenBuckets(clock),
    secrets,
    clock,
    metrics,
  })
  await app.ready()

  const call = (method: 'GET' | 'POST', path: string, key: KeyName | null, area = 'costs') =>
    app.inject({
      method,
      url: `/api/v1/${area}/acme${path}`,
      headers: key === null ? {} : { 'x-api-key': KEYS[key] },
    })
  let loads = 0
  return {
    database,
    warehouse,
    clock,
    context,
    get: (path, key = 'acme') => call('GET', path, key),
    genai: (path, key = 'acme') => call('GET', path, key, 'genai'),
    post: (path, key = 'acme') => call('POST', path, key),
    async load(
      rows,
      { org = 'acme', pipelineId = `${org}-cloud-aws-cost-billing`, period, table = TABLE } = {},
    ) {
      loads += 1
      const months =
        period === undefined
          ? Map.groupBy(rows, (row) => String(row['ChargePeriodStart']).slice(0, 7))
          : new Map([[period, rows]])
      const stamp = {
        x_org_slug: org,
        x_pipeline_id: pipelineId,
        x_credential_id: 'cred',
        x_run_id: `run-${loads}`,
        x_ingested_at: '2026-01-01T00:00:00Z',
        x_ingestion_date: '2026-01-01',
      }
      for (const [month, own] of months) {
        const slice = { table, pipelineId, credentialId: 'cred', accountId: '', period: month }
        const runDate = month.length === 7 ? `${month}-01` : month
        await warehouse
          .forOrg(parseOrgSlug(org))
          .replaceSlices([{ slice, content: { kind: 'rows', rows: [own] } }], {
            runId: `run-${loads}`,
            stamp: { ...stamp, x_pipeline_run_date: runDate },
          })
      }
    },
    async close() {
      await app.close()
      await warehouse.close()
      await database.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
