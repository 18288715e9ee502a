import type { OrgSlug } from '@cloudact/core/org-slug'
import { parseOrgSlug } from '@cloudact/core/org-slug'
import { hashApiKey } from '@cloudact/security/api-key'
import { SecretRegistry } from '@cloudact/security/secret-registry'
import type { FastifyInstance } from 'fastify'
import type { AuditEntry } from '../audit.ts'
import { DEFAULT_HTTP_CONFIG, type HttpConfig } from '../http-config.ts'
import { createLogger } from '../logger.ts'
import { createMetrics, type Metrics } from '../metrics.ts'
import { registerRoutes } from '../register-routes.ts'
import type { AnyRoute } from '../route.ts'
import type { ApiKeyRecord, PersonCaller, RouteServices } from '../route-services.ts'
import { createServer } from '../server.ts'
import { createTokenBuckets } from '../token-bucket.ts'

export const ROOT_KEY = 'root-key-of-the-tests-0123456789abcdef'
export const ACME_KEY = 'acme_api_0123456789abcdefghij'
export const GLOBEX_KEY = 'globex_api_0123456789abcdefghij'

export type TestServer = {
  readonly app: FastifyInstance
  readonly audited: AuditEntry[]
  readonly lines: string[]
  readonly keys: Map<string, ApiKeyRecord>
  readonly metrics: Metrics
  readonly clock: { time: number }
}

/** A server of two organizations, `acme` and `globex`, whose stores are what the test can see. */
export async function testServer(
  routes: readonly AnyRoute<undefined>[],
  options: {
    readonly config?: Partial<HttpConfig>
    readonly person?: PersonCaller
    readonly resolveToken?: (token: string) => Promise<PersonCaller>
    readonly audit?: RouteServices['audit']
    readonly closeGraceMilliseconds?: number
    /** Adds to the server before it is ready. */
    readonly extend?: (app: FastifyInstance, metrics: Metrics) => void
  } = {},
): Promise<TestServer> {
  const audited: AuditEntry[] = []
  const lines: string[] = []
  const clock = { time: Date.parse('2026-01-15T00:00:00Z') }
  const secrets = new SecretRegistry()
  const keys = new Map(
    [keyOf('acme', ACME_KEY), keyOf('globex', GLOBEX_KEY)].map((record) => [record.hash, record]),
  )
  const metrics = createMetrics('test')
  const config = { ...DEFAULT_HTTP_CONFIG, ...options.config }
  for (const secret of [ROOT_KEY, ACME_KEY, GLOBEX_KEY]) secrets.register(secret)
  const log = createLogger({
    service: 'test',
    level: 'debug',
    secrets,
    destination: { write: (line) => void lines.push(line) },
  })
  const app = await createServer({
    name: 'test',
    version: '1.0.0',
    description: 'Test.',
    log,
    config,
    metrics,
    secrets,
    closeGraceMilliseconds: options.closeGraceMilliseconds,
  })
  registerRoutes(app, routes, undefined, {
    config,
    rootKey: ROOT_KEY,
    findApiKey: async (hash) => keys.get(hash),
    organizationExists: async (org: OrgSlug) => org === 'acme' || org === 'globex',
    ...(options.person ? { resolveSession: async () => options.person } : {}),
    ...(options.resolveToken ? { resolveToken: options.resolveToken } : {}),
    audit: options.audit ?? (async (entry) => void audited.push(entry)),
    buckets: createTokenBuckets({ now: () => clock.time }),
    secrets,
    clock: { now: () => clock.time },
    metrics,
  })
  options.extend?.(app, metrics)
  await app.ready()
  return { app, audited, lines, keys, metrics, clock }
}

function keyOf(slug: string, key: string): ApiKeyRecord {
  return {
    keyId: `key_${slug}`,
    org: parseOrgSlug(slug),
    hash: hashApiKey(key),
    scopes: ['org:read', 'org:write'],
    expiresAt: null,
  }
}
