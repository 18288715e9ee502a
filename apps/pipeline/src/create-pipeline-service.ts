import { systemTimers } from '@cloudact/engine/timers'
import { createHttpClient } from '@cloudact/engine/http/create-http-client'
import { RateLimiter } from '@cloudact/engine/http/rate-limiter'
import { ProcessorRegistry } from '@cloudact/engine/processor-registry'
import type { Services } from '@cloudact/engine/services'
import { parseOrgSlug } from '@cloudact/core/org-slug'
import { registerHealth } from '@cloudact/http/health'
import { createMetrics } from '@cloudact/http/metrics'
import { registerRoutes } from '@cloudact/http/register-routes'
import { createServer } from '@cloudact/http/server'
import { createLeasedBuckets } from '@cloudact/http/leased-buckets'
import { createTokenBuckets } from '@cloudact/http/token-bucket'
import { startTracing } from '@cloudact/http/tracing'
import { findUsableApiKey } from '@cloudact/store/api-keys/find-api-key'
import { insertAuditLog } from '@cloudact/store/audit/insert-audit-log'
import { organizationExists } from '@cloudact/store/organizations/find-organization'
import { createPriceTermsSource } from '@cloudact/store/prices/price-terms-source'
import { openRunQueue } from '@cloudact/store/queue/run-queue'
import { leaseTokens } from '@cloudact/store/rate-limits/lease-tokens'
import type { FastifyInstance } from 'fastify'
import type { PipelineContext } from './context.ts'
import type { PipelineDependencies } from './dependencies.ts'
import { pipelineRoutes } from './features/routes.ts'
import { createNotifier } from './notifications/create-notifier.ts'
import { createScheduler, type Scheduler } from './scheduler/scheduler.ts'
import { createCredentialKeeper } from './services/credential-keeper.ts'
import { createSetUp } from './services/set-up.ts'
import { createTimeZoneKeeper } from './time-zones/time-zone-keeper.ts'
import { clearScratch } from './worker/clear-scratch.ts'
import { openRunEnds } from './worker/run-ends.ts'
import { createRunExecutor } from './worker/run-executor.ts'
import { createWorkerMetrics } from './worker/worker-metrics.ts'
import { createWorker, type Worker } from './worker/worker.ts'

export const PIPELINE_VERSION = '0.1.0'

export type PipelineService = {
  /** Not listening yet: `app.listen({host, port})`. */
  readonly app: FastifyInstance
  /** Already claiming runs. */
  readonly worker: Worker
  readonly scheduler: Scheduler
  /**
   * Stops accepting and claiming, lets running steps end within the grace time, hands the others back to the queue.
   * The dependencies stay open: they are their owner's.
   */
  close(): Promise<void>
}

/** The pipeline service over opened dependencies. Runs an earlier process left unfinished go on as soon as it resolves. */
export async function createPipelineService(dependencies: PipelineDependencies): Promise<PipelineService> {
  const { database, config, secrets, log, clock, rootKey, catalog } = dependencies
  secrets.register(rootKey)
  const metrics = createMetrics('pipeline')
  const tracing = await startTracing('cloudact-pipeline', config.otlpEndpoint)
  const registry = await ProcessorRegistry.scan(config.processorFolders)
  const queue = await openRunQueue(database, log)
  const runEnds = await openRunEnds(database)
  const workerMetrics = createWorkerMetrics(metrics, database)
  const notificationCalls = createHttpClient({
    // Channel URLs are reached under one name for all organizations: the guard, not the limit, is what they need.
    org: parseOrgSlug('notifications'),
    catalog,
    limiter: new RateLimiter(systemTimers),
    timers: systemTimers,
    log,
    random: Math.random,
  })
  const notifier = createNotifier({
    ...dependencies,
    timers: systemTimers,
    fetch: notificationCalls.fetchFor('notifications'),
    onOutcome: (outcome) => workerMetrics.notifications.inc({ outcome }),
  })
  const services: Services = {
    notifier,
    credentials: createCredentialKeeper(dependencies),
    setup: createSetUp(dependencies),
    priceTerms: createPriceTermsSource(database),
    procedures: dependencies.procedures,
  }
  const removed = await clearScratch(config.scratchFolder, clock.now())
  if (removed > 0) log.info({ removed }, 'folders of runs that never came back were removed')
  const execute = createRunExecutor({ ...dependencies, registry, services })
  const worker = createWorker({ ...dependencies, queue, execute, notifier, metrics: workerMetrics })
  const scheduler = createScheduler({ ...dependencies, queue })
  const timeZones = createTimeZoneKeeper(dependencies)
  const context: PipelineContext = { ...dependencies, queue, runEnds, scheduler, notifier }

  const app = await createServer({
    name: 'pipeline',
    version: PIPELINE_VERSION,
    description: 'Runs of pipelines, their logs, and the scheduler. Errors are RFC 9457 problems.',
    log,
    config: config.http,
    metrics,
    secrets,
  })
  registerHealth(app, {
    name: 'pipeline',
    version: PIPELINE_VERSION,
    metrics,
    checks: { database: () => database.query('SELECT 1 AS alive') },
  })
  registerRoutes(
    app,
    pipelineRoutes,
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
  await worker.start()
  await timeZones.start()
  if (config.scheduler) scheduler.start()

  return {
    app,
    worker,
    scheduler,
    async close() {
      await runEnds.close()
      // Each may take its grace time; together they must not take twice that.
      await Promise.all([app.close(), scheduler.close(), timeZones.close(), worker.close()])
      await queue.close()
      await tracing.close()
    },
  }
}
