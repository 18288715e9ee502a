import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Catalog } from '@cloudact/catalog/catalog'
import type { OrgSlug } from '@cloudact/core/org-slug'
import { systemClock, type Clock } from '@cloudact/core/ports/clock'
import type { Kms } from '@cloudact/core/ports/kms'
import type { Database } from '@cloudact/core/ports/sql'
import type { Warehouse } from '@cloudact/core/ports/warehouse'
import { DEFAULT_KEY_SCOPES, type Scope } from '@cloudact/core/roles'
import { TestLogger } from '@cloudact/engine/testing/test-logger'
import {
  vendorServer,
  type VendorAnswer,
  type VendorRequest,
  type VendorServer,
} from '@cloudact/engine/testing/vendor-server'
import type { Mailer } from '@cloudact/notify/mailer'
import { generateApiKey, hashApiKey } from '@cloudact/security/api-key'
import { openLocalKeyRing } from '@cloudact/security/local-key-ring'
import { SecretRegistry } from '@cloudact/security/secret-registry'
import { insertApiKey } from '@cloudact/store/api-keys/insert-api-key'
import { testDatabase } from '@cloudact/store/testing/test-database'
import { testOrganization } from '@cloudact/store/testing/test-organization'
import { openLakeProcedures } from '@cloudact/warehouse/lake/lake-procedures'
import { openLake } from '@cloudact/warehouse/lake/open-lake'
import type { PipelineConfig } from '../config.ts'
import type { PipelineDependencies } from '../dependencies.ts'
import { createPipelineService, type PipelineService } from '../create-pipeline-service.ts'
import { partsCatalog, partsConfig, ROOT_KEY } from './test-parts.ts'

type Answer = {
  readonly status: number
  readonly body: Record<string, unknown>
  readonly headers: Record<string, unknown>
  readonly text: string
}

export type TestPipeline = {
  readonly database: Database
  readonly warehouse: Warehouse
  readonly kms: Kms
  readonly vendor: VendorServer
  readonly log: TestLogger
  readonly service: PipelineService
  /** What the vendor answers to a path; absent: 200 with `"fine"`. */
  readonly answers: Map<string, (request: VendorRequest) => VendorAnswer | Promise<VendorAnswer>>
  /** Calls with the organization's key unless other headers are given. */
  call(
    method: 'GET' | 'POST' | 'DELETE',
    url: string,
    body?: object,
    headers?: Record<string, string>,
  ): Promise<Answer>
  /** Starts a pipeline of `acme` and waits for its end. */
  run(path: string, body?: object, wait?: number): Promise<Answer>
  keyOf(org: OrgSlug, scopes: readonly Scope[]): Promise<Record<string, string>>
  close(): Promise<void>
}

export type TestPipelineOptions = {
  readonly config?: Partial<PipelineConfig>
  readonly clock?: Clock
  readonly notificationsUrl?: string
  readonly mailer?: Mailer
  /** The parts catalog laid over or changed. */
  readonly catalog?: (parts: Catalog) => Catalog
}

/** The whole service over a real lake, key ring and control plane, with two organizations: `acme` and `globex`. */
export async function testPipeline(options: TestPipelineOptions = {}): Promise<TestPipeline> {
  const folder = await mkdtemp(join(tmpdir(), 'cloudact-pipeline-'))
  const answers: TestPipeline['answers'] = new Map()
  const vendor = await vendorServer((request) => answers.get(request.path)?.(request) ?? { body: 'fine' })
  const database = await testDatabase()
  const kms = await openLocalKeyRing(join(folder, 'keys'))
  const clock = options.clock ?? systemClock
  const log = new TestLogger()
  const parts = partsCatalog(vendor.url, options.notificationsUrl)
  const catalog = options.catalog?.(parts) ?? parts
  const warehouse = await openLake({
    database,
    folder: join(folder, 'lake'),
    log,
    clock,
    threads: 1,
    memoryLimitMb: 256,
  })
  const acme = await testOrganization(database, 'acme')
  await testOrganization(database, 'globex')
  const dependencies: PipelineDependencies = {
    database,
    warehouse,
    procedures: openLakeProcedures({ database, clock }),
    catalog,
    catalogFor: () => catalog,
    kms,
    secrets: new SecretRegistry(),
    config: partsConfig(folder, options.config),
    log,
    clock,
    instanceId: 'test-instance',
    rootKey: ROOT_KEY,
    ...(options.mailer && { mailer: options.mailer }),
  }
  const service = await createPipelineService(dependencies)

  const keyOf = async (org: OrgSlug, scopes: readonly Scope[]): Promise<Record<string, string>> => {
    const key = generateApiKey(org)
    await insertApiKey(database, {
      keyId: `key_${hashApiKey(key).slice(0, 12)}`,
      org,
      hash: hashApiKey(key),
      ciphertext: new Uint8Array([1]),
      scopes,
    })
    return { 'x-api-key': key }
  }
  const own = await keyOf(acme, DEFAULT_KEY_SCOPES)
  const call: TestPipeline['call'] = async (method, url, body, headers = own) => {
    const response = await service.app.inject({
      method,
      url,
      headers,
      ...(body === undefined ? {} : { payload: body }),
    })
    const json = (response.headers['content-type'] ?? '').includes('json')
    return {
      status: response.statusCode,
      headers: response.headers,
      text: response.body,
      body: json ? response.json<Record<string, unknown>>() : {},
    }
  }
  return {
    database,
    warehouse,
    kms,
    vendor,
    log,
    service,
    answers,
    call,
    run: (path, body, wait = 20) => call('POST', `/api/v1/pipelines/run/acme/${path}?wait=${wait}`, body),
    keyOf,
    async close() {
      await service.close()
      await warehouse.close()
      await database.close()
      await vendor.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
