import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { loadCatalog } from '@cloudact/catalog/load-catalog'
import { type OrgSlug, parseOrgSlug } from '@cloudact/core/org-slug'
import { systemClock } from '@cloudact/core/ports/clock'
import type { Kms } from '@cloudact/core/ports/kms'
import type { SendLetter } from '@cloudact/core/ports/mail'
import type { Database } from '@cloudact/core/ports/sql'
import { createLogger } from '@cloudact/http/logger'
import { openLocalKeyRing } from '@cloudact/security/local-key-ring'
import { SecretRegistry } from '@cloudact/security/secret-registry'
import { testDatabase } from '@cloudact/store/testing/test-database'
import { openLake } from '@cloudact/warehouse/lake/open-lake'
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import { toApiConfig } from '../config.ts'
import { type ApiDependencies, type ApiService, createApiService } from '../create-api-service.ts'
import { readApiEnvironment } from '../env.ts'
import { testVendor, type TestVendor } from './test-vendor.ts'

const CONFIGS = path.resolve(import.meta.dirname, '../../../../configs')
export const ROOT_KEY = 'root-key-of-the-api-tests-0123456789'
export const asRoot = { 'x-ca-root-key': ROOT_KEY }

export type TestApi = {
  readonly app: FastifyInstance
  readonly database: Database
  readonly kms: Kms
  readonly vendor: TestVendor
  /** Every log line so far. */
  readonly lines: string[]
  /** A folder bills may be imported from. */
  readonly importFolder: string
  call(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    options?: CallOptions,
  ): Promise<LightMyRequestResponse>
  /** Onboards by the operator and answers the headers of its API key. */
  onboard(
    slug: string,
    plan?: string,
  ): Promise<{ readonly org: OrgSlug; readonly headers: Record<string, string>; readonly key: string }>
  /** Signs a new person up and answers the headers of their session. */
  signUp(email: string): Promise<Record<string, string>>
  /** Another service on the same data with other settings. Closed with this one. */
  variant(options: TestApiOptions): Promise<Pick<TestApi, 'call' | 'onboard' | 'signUp'>>
  close(): Promise<void>
}

export type TestApiOptions = {
  readonly environment?: Record<string, string>
  readonly pipelineBaseUrl?: string
  /** Without it the service has no mail server. */
  readonly sendLetter?: SendLetter
  readonly demo?: ApiDependencies['demo']
}

type CallOptions = { readonly headers?: Record<string, string>; readonly body?: InjectOptions['payload'] }

/**
 * The whole API service on an in-memory control plane, a lake in a temporary folder and the repository's own
 * configuration, with OpenAI replaced by a local vendor.
 */
export async function testApi(options: TestApiOptions = {}): Promise<TestApi> {
  const folder = await mkdtemp(path.join(tmpdir(), 'cloudact-api-'))
  const importFolder = path.join(folder, 'imports')
  const vendor = await testVendor()
  await mkdir(importFolder)
  await mkdir(path.join(folder, 'overlay/system'), { recursive: true })
  await writeFile(
    path.join(folder, 'overlay/system/providers.yml'),
    `providers:\n  openai:\n    api_base_url: ${vendor.url}\n  deepseek:\n    api_base_url: http://127.0.0.1:1\n`,
  )
  const catalog = loadCatalog({ folders: [CONFIGS, path.join(folder, 'overlay')] })
  const database = await testDatabase()
  const kms = await openLocalKeyRing(path.join(folder, 'keys'))
  const secrets = new SecretRegistry()
  const lines: string[] = []
  const log = createLogger({
    service: 'api',
    level: 'debug',
    secrets,
    destination: { write: (line) => void lines.push(line) },
  })
  const warehouse = await openLake({
    database,
    folder: path.join(folder, 'lake'),
    memoryLimitMb: 256,
    clock: systemClock,
    log,
  })
  const services: ApiService[] = []
  const serve = async ({ environment, pipelineBaseUrl, sendLetter, demo }: TestApiOptions) => {
    const service = await createApiService({
      database,
      warehouse,
      catalog,
      catalogFor: () => catalog,
      kms,
      secrets,
      config: toApiConfig(
        readApiEnvironment({ CLOUDACT_IMPORT_DIRS: importFolder, CLOUDACT_DATA_DIR: folder, ...environment }),
      ),
      clock: systemClock,
      log,
      pipelineBaseUrl: pipelineBaseUrl ?? 'http://127.0.0.1:1',
      rootKey: ROOT_KEY,
      sessionSecret: 'session-secret-of-the-api-tests-0123456789',
      ...(sendLetter && { sendLetter }),
      ...(demo && { demo }),
    })
    services.push(service)
    return service.app
  }
  const app = await serve(options)
  return {
    app,
    database,
    kms,
    vendor,
    lines,
    importFolder,
    ...clientOf(app),
    variant: async (other) => clientOf(await serve(other)),
    async close() {
      for (const service of services) await service.close()
      await warehouse.close()
      await database.close()
      await vendor.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function clientOf(app: FastifyInstance): Pick<TestApi, 'call' | 'onboard' | 'signUp'> {
  const call: TestApi['call'] = (method, url, { headers, body } = {}) =>
    app.inject({ method, url, headers: { ...headers }, ...(body === undefined ? {} : { payload: body }) })
  return {
    call,
    async onboard(slug, plan = 'SCALE') {
      const response = await call('POST', '/api/v1/organizations/onboard', {
        headers: asRoot,
        body: {
          org_slug: slug,
          company_name: `Company ${slug}`,
          admin_email: 'admin@example.com',
          subscription_plan: plan,
        },
      })
      if (response.statusCode !== 200) throw new Error(`onboarding answered ${response.body}`)
      const key: string = response.json().api_key
      return { org: parseOrgSlug(slug), headers: { 'x-api-key': key }, key }
    },
    async signUp(email) {
      const response = await call('POST', '/api/auth/sign-up/email', {
        headers: { origin: 'http://localhost:3000' },
        body: { email, password: 'correct horse battery', name: email.split('@')[0] },
      })
      if (response.statusCode !== 200)
        throw new Error(`sign-up answered ${response.statusCode} ${response.body}`)
      const cookie = response.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
      return { cookie, origin: 'http://localhost:3000' }
    },
  }
}
