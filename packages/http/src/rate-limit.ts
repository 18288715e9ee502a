import { AppError } from '@cloudact/core/errors'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { RouteDefinition } from './route.ts'
import type { RouteServices } from './route-services.ts'
import type { Taken } from './token-bucket.ts'

type Bucket = NonNullable<RouteDefinition<unknown>['bucket']>

/** Everything together. Throws `rate_limited`. */
export async function limitGlobally(services: RouteServices): Promise<void> {
  const limits = services.config.rateLimits
  if (!limits.enabled) return
  refuseUnless(
    await services.buckets.take('global', limits.globalPerMinute),
    'global',
    'the whole service',
    services,
  )
}

/**
 * Counts a failed authentication of an address. Throws `rate_limited` when it had too many; otherwise the caller goes
 * on to answer 401. Right credentials from the same address are never counted, so nobody can lock a neighbour out.
 */
export async function limitFailedAuthentication(
  request: FastifyRequest,
  services: RouteServices,
): Promise<void> {
  const limits = services.config.rateLimits
  services.metrics.authFailures.inc()
  if (!limits.enabled) return
  const taken = await services.buckets.take(`failed-auth:${request.ip}`, limits.failedAuthPerMinute)
  refuseUnless(taken, 'failed_auth', 'failed sign-ins from your address', services)
}

/** The caller's own bucket, then the one of the route. Sets the X-RateLimit headers. Throws `rate_limited`. */
export async function limitCaller(
  request: FastifyRequest,
  reply: FastifyReply,
  bucket: Bucket | undefined,
  services: RouteServices,
): Promise<void> {
  const limits = services.config.rateLimits
  const { caller, org } = request.exchange
  if (!limits.enabled || caller.kind === 'anonymous') return
  // A sibling service acting for somebody counts as that organization, not as the operator.
  const asRoot = caller.kind === 'root' && (caller.onBehalfOf === undefined || org === undefined)
  const owner = asRoot
    ? 'root'
    : caller.kind === 'key'
      ? `org:${caller.org}`
      : org
        ? `org:${org}`
        : `person:${idOf(request)}`
  const own = await services.buckets.take(owner, asRoot ? limits.rootPerMinute : limits.orgPerMinute)
  reply.headers({
    'x-ratelimit-limit': own.limit,
    'x-ratelimit-remaining': own.remaining,
    'x-ratelimit-reset': own.retryAfterSeconds,
  })
  refuseUnless(own, asRoot ? 'root' : 'org', asRoot ? 'the root key' : 'this organization', services)
  if (bucket === undefined) return
  const perMinute =
    bucket === 'pipeline_start' ? limits.pipelineStartsPerMinute : limits.integrationSetupsPerMinute
  const what = bucket === 'pipeline_start' ? 'pipeline starts' : 'integration set-ups'
  refuseUnless(await services.buckets.take(`${bucket}:${owner}`, perMinute), bucket, what, services)
}

function idOf(request: FastifyRequest): string {
  const { caller } = request.exchange
  return caller.kind === 'person' ? caller.userId : 'nobody'
}

function refuseUnless(taken: Taken, kind: string, what: string, services: RouteServices): void {
  if (taken.allowed) return
  services.metrics.rateLimited.inc({ bucket: kind })
  throw new AppError(
    'rate_limited',
    `Too many requests: the limit for ${what} is ${taken.limit} per minute. Wait and try again.`,
    {
      retryAfterSeconds: taken.retryAfterSeconds,
      public: { limit: taken.limit, bucket: kind },
    },
  )
}
