import type { OrgSlug } from '@cloudact/core/org-slug'
import type { SendLetter } from '@cloudact/core/ports/mail'
import { registerHealth } from '@cloudact/http/health'
import { createMetrics } from '@cloudact/http/metrics'
import { registerRoutes } from '@cloudact/http/register-routes'
import { createServer } from '@cloudact/http/server'
import { createTokenBuckets } from '@cloudact/http/token-bucket'
import { createLeasedBuckets } from '@cloudact/http/leased-buckets'
import { startTracing } from '@cloudact/http/tracing'
import { findUsableApiKey } from '@cloudact/store/api-keys/find-api-key'
import { insertAuditLog } from '@cloudact/store/audit/insert-audit-log'
import { organizationExists } from '@cloudact/store/organizations/find-organization'
import { leaseTokens } from '@cloudact/store/rate-limits/lease-tokens'
import type { FastifyInstance } from 'fastify'
import { API_VERSION } from './api-version.ts'
import { createAuth } from './auth/create-auth.ts'
import { mountAuth } from './auth/mount-auth.ts'
import { resolveToken } from './auth/supabase/resolve-token.ts'
import { resetLinkMaker } from './auth/reset-link.ts'
import { resolveSession } from './auth/resolve-session.ts'
import type { ApiContext } from './context.ts'
import { apiRoutes } from './features/routes.ts'

export type ApiDependencies = Omit<
  ApiContext,
  'demoOrg' | 'takeSnapshot' | 'sendLetter' | 'createResetLink'
> & {
  /** Absent where the deployment has no mail server. */
  readonly sendLetter?: SendLetter
  readonly takeSnapshot?: (now: number) => Promise<string>
  /** What session cookies are signed with. */
  readonly sessionSecret: string
  /** The organization with simulated data, how far it is loaded, and the account everybody may use to see it. */
  readonly demo?: {
    readonly org: OrgSlug
    readonly state: () => 'loading' | 'ready' | 'off'
    readonly email: string
  }
}

export type ApiService = {
  /** Not listening yet: `app.listen({host, port})`. */
  readonly app: FastifyInstance
  /** Stops accepting, lets open requests end, and leaves the dependencies to their owner. */
  close(): Promise<void>
}

/** The API service over opened dependencies. It opens and closes nothing of its own but its server. */
export async function createApiService(dependencies: ApiDependencies): Promise<ApiService> {
  const { sessionSecret, demo, sendLetter, ...shared } = dependencies
  const { database, config, secrets, log, clock, rootKey } = shared
  secrets.register(rootKey)
  secrets.register(sessionSecret)
  const metrics = createMetrics('api')
  const tracing = await startTracing('cloudact-api', config.otlpEndpoint)
  const auth = createAuth({
    database,
    secret: sessionSecret,
    publicUrl: config.publicUrl,
    trustedOrigins: config.http.trustedOrigins,
    production: config.production,
    signUp: config.signUp,
    rateLimitEnabled: config.http.rateLimits.enabled,
    log,
    sendLetter,
    sharedEmail: demo?.email,
  })
  const context: ApiContext = {
    ...shared,
    takeSnapshot: shared.takeSnapshot,
    demoOrg: demo?.org,
    sendLetter,
    createResetLink: resetLinkMaker(auth, config.publicUrl, () => clock.now()),
  }
  const app = await createServer({
    name: 'api',
    version: API_VERSION,
    description:
      'Organizations, credentials, costs and pipelines. Amounts are decimal strings; errors are RFC 9457 problems.',
    log,
    config: config.http,
    metrics,
    secrets,
  })
  registerHealth(app, {
    name: 'api',
    version: API_VERSION,
    metrics,
    checks: { database: () => database.query('SELECT 1 AS alive') },
    demo: demo?.state ?? (() => 'off'),
  })
  await mountAuth(app, auth)
  registerRoutes(
    app,
    apiRoutes,
    context,
    {
      config: config.http,
      rootKey,
      findApiKey: async (hash) => {
        const row = await findUsableApiKey(database, hash)
        return (
          row && {
            keyId: row.org_api_key_id,
            org: row.org_slug,
            hash: row.org_api_key_hash,
            scopes: row.scopes,
            expiresAt: row.expires_at,
          }
        )
      },
      organizationExists: (org) => organizationExists(database, org),
      resolveSession: resolveSession(auth, database),
      ...(config.supabase && {
        resolveToken: resolveToken({ database, clock, signUp: config.signUp, ...config.supabase }),
      }),
      audit: (entry) => insertAuditLog(database, entry),
      // PGlite has one process; on Postgres there may be many, and they share their limits.
      buckets:
        database.kind === 'pglite'
          ? createTokenBuckets(clock)
          : createLeasedBuckets(
              (bucket, perMinute, wanted) => leaseTokens(database, bucket, perMinute, wanted),
              clock,
            ),
      secrets,
      clock,
      metrics,
    },
    (whole, org) => ({ ...whole, database: whole.database.forOrg(org) }),
  )
  await app.ready()
  return {
    app,
    close: async () => {
      await app.close()
      await tracing.close()
    },
  }
}
