import { AppError } from '@cloudact/core/errors'
import type { OrgSlug } from '@cloudact/core/org-slug'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { auditRequest } from './audit-request.ts'
import { invalidCharacters } from './invalid-characters.ts'
import type { AnyRoute, Reply, StreamedBody } from './route.ts'
import type { RouteServices } from './route-services.ts'
import { sendStream } from './stream-reply.ts'
import { faultsOf, invalidInput } from './zod-faults.ts'

/** Routes that take no query or no body take none: what they would ignore is a mistake the caller should hear of. */
const NO_QUERY = z.strictObject({})
const NO_BODY = z.strictObject({}).nullish()

/** Parses the request, runs the handler, audits, and answers with what the output schema lets through. */
export async function runHandler<Context>(
  route: AnyRoute<Context>,
  request: FastifyRequest,
  reply: FastifyReply,
  context: Context,
  services: RouteServices,
): Promise<FastifyReply> {
  const parsed = parseRequest(route, request)
  // The parsed parts are what the route's schemas say they are; only the list of routes has forgotten their types.
  const result = await route.handler(toRouteRequest(request, parsed) as never, context)
  const answer = asReply(result, route.statuses?.[0] ?? 200)
  const body =
    route.output === undefined || answer.body === null ? answer.body : serialize(route, answer.body)
  await auditRequest(route, request, services)
  reply.code(answer.status).headers(answer.headers ?? {})
  if (isStream(body)) return sendStream(reply, body)
  if (body === null || body === undefined)
    return reply.code(answer.status === 200 ? 204 : answer.status).send()
  return reply.type('application/json; charset=utf-8').serializer(String).send(JSON.stringify(body))
}

function toRouteRequest(request: FastifyRequest, parsed: ReturnType<typeof parseRequest>) {
  const { exchange } = request
  return {
    ...parsed,
    caller: exchange.caller,
    get org(): OrgSlug {
      if (exchange.org === undefined)
        throw new AppError('internal', 'This route has no organization in its path.')
      return exchange.org
    },
    requestId: request.id,
    ip: request.ip,
    userAgent: request.headers['user-agent'],
    signal: exchange.abort.signal,
    log: exchange.log,
    auditDetail: (resourceId: string, details?: Readonly<Record<string, unknown>>) => {
      exchange.resourceId = resourceId
      exchange.auditDetails = details
    },
    auditIn: (org: OrgSlug) => {
      exchange.auditOrg = org
    },
  }
}

/** All faults of all parts at once. Throws `invalid_input`. */
function parseRequest<Context>(route: AnyRoute<Context>, request: FastifyRequest) {
  const sources = {
    params: request.params,
    query: request.query,
    headers: request.headers,
    body: request.body,
  }
  const faults = [
    ...invalidCharacters(request.params, 'params'),
    ...invalidCharacters(request.query, 'query'),
    ...invalidCharacters(request.body, 'body'),
  ]
  if (faults.length > 0) throw invalidInput(faults)
  const parse = (part: keyof typeof sources, schema: z.ZodType | undefined): unknown => {
    if (schema === undefined) return undefined
    const result = schema.safeParse(sources[part])
    if (result.success) return result.data
    faults.push(...faultsOf(result.error, part))
    return undefined
  }
  const parsed = {
    params: parse('params', route.params),
    query: parse('query', route.query ?? NO_QUERY),
    headers: parse('headers', route.headers),
    body: parse('body', route.body ?? NO_BODY),
  }
  if (faults.length > 0) throw invalidInput(faults)
  return {
    ...parsed,
    query: route.query && parsed.query,
    body: route.body && parsed.body,
  }
}

/** Throws `internal` when the handler answered something the route does not promise; extra fields are dropped. */
function serialize<Context>(route: AnyRoute<Context>, body: unknown): unknown {
  const result = route.output?.safeParse(body)
  if (result?.success) return result.data
  throw new AppError('internal', 'The answer could not be written. Report this with the request id.', {
    detail: { operation: route.operationId, issues: result?.error.issues },
  })
}

function asReply(result: unknown, status: number): Reply<unknown> {
  return isReply(result) ? result : { status, body: result }
}

/** A `Reply` has exactly these fields; a body of a route that happened to have them would be one, so none may. */
function isReply(result: unknown): result is Reply<unknown> {
  if (typeof result !== 'object' || result === null || !('status' in result) || !('body' in result))
    return false
  return (
    typeof result.status === 'number' &&
    Object.keys(result).every((key) => ['status', 'headers', 'body'].includes(key))
  )
}

function isStream(body: unknown): body is StreamedBody {
  return typeof body === 'object' && body !== null && 'chunks' in body && 'contentType' in body
}
