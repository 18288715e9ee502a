import { AppError } from '@cloudact/core/errors'
import { type OrgSlug, parseOrgSlug } from '@cloudact/core/org-slug'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { cacheApiKeys, type ApiKeyLookup } from './api-key-cache.ts'
import { auditRequest } from './audit-request.ts'
import { authenticate } from './authenticate.ts'
import { openApiSchema } from './openapi.ts'
import { limitCaller, limitFailedAuthentication, limitGlobally } from './rate-limit.ts'
import type { AnyRoute } from './route.ts'
import type { RouteServices } from './route-services.ts'
import { runHandler } from './run-handler.ts'
import { assertSameOrigin } from './same-origin.ts'
import { sendProblem } from './send-problem.ts'
import { authorize, organizationNotFound } from './tenancy.ts'

/** The context as a route of one organization gets it: what it holds reaches nobody else's rows. */
export type NarrowContext<Context> = (context: Context, org: OrgSlug) => Context

/**
 * Serves routes. Each request is, in this order: counted, authenticated, checked for its organization and right,
 * limited, parsed, handled, audited, answered. A refusal at any step is audited too when the route says so.
 */
export function registerRoutes<Context>(
  app: FastifyInstance,
  routes: readonly AnyRoute<Context>[],
  context: Context,
  services: RouteServices,
  narrow: NarrowContext<Context> = (whole) => whole,
): void {
  const findKey = cacheApiKeys(services.findApiKey, services.clock)
  for (const route of routes) {
    if (route.method !== 'GET' && !route.audit)
      throw new AppError('internal', `${route.operationId} changes things and is not audited.`)
    if (route.query && route.query.def.catchall === undefined)
      throw new AppError(
        'internal',
        `${route.operationId} would drop unknown query parameters. Make it strict.`,
      )
    app.route({
      method: route.method,
      url: route.path.replaceAll(/\{(\w+)\}/g, ':$1'),
      schema: openApiSchema(route),
      onRequest: (request, reply) => admit(route, request, reply, services, findKey),
      handler: (request, reply) => {
        const { org } = request.exchange
        return runHandler(route, request, reply, org === undefined ? context : narrow(context, org), services)
      },
      errorHandler: (error, request, reply) => {
        void auditRequest(route, request, services, error).then(() =>
          sendProblem(error, request, reply, services.secrets),
        )
      },
    })
  }
}

async function admit<Context>(
  route: AnyRoute<Context>,
  request: FastifyRequest,
  reply: FastifyReply,
  services: RouteServices,
  findKey: ApiKeyLookup,
): Promise<void> {
  await limitGlobally(services)
  const { exchange } = request
  if (route.auth.kind !== 'public') {
    try {
      exchange.caller = await authenticate(request, route.auth, services, findKey)
    } catch (error) {
      if (error instanceof AppError && error.code === 'unauthenticated')
        await limitFailedAuthentication(request, services)
      throw error
    }
    assertSameOrigin(request, exchange.caller, services.config.trustedOrigins)
  }
  const slug = slugOf(request)
  const org = slug === undefined ? undefined : parseOrgSlug(slug)
  try {
    await authorize(exchange.caller, route.auth, org, services.organizationExists)
  } catch (error) {
    // What a member was not allowed to do belongs into their organization's log; strangers are told it does not exist.
    if (error instanceof AppError && error.code === 'forbidden') exchange.org = org
    throw error
  }
  exchange.org = org
  await limitCaller(request, reply, route.bucket, services)
}

function slugOf(request: FastifyRequest): string | undefined {
  if (typeof request.params !== 'object' || request.params === null || !('org_slug' in request.params))
    return undefined
  const slug = request.params.org_slug
  if (typeof slug !== 'string') throw organizationNotFound()
  return slug
}
