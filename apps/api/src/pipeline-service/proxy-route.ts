import type { Scope } from '@cloudact/core/roles'
import type { AnyRoute, RouteDefinition, RouteMethod } from '@cloudact/http/route'
import { z } from 'zod'
import { type ApiContext, route } from '../context.ts'
import { callerName } from '../domain/caller-name.ts'
import { readRefusal } from './refusal.ts'
import { sendToPipelineService } from './send-request.ts'

export type ProxiedRoute = {
  readonly method: RouteMethod
  /** Same on both services, unless `target` says otherwise. */
  readonly path: string
  readonly target?: string
  readonly operationId: string
  readonly tag?: string
  readonly summary: string
  /** Right a tenant needs; `root` for what is the operator's alone. */
  readonly scope: Scope | 'root'
  readonly bucket?: 'pipeline_start'
  /** Answers 202 for a run that was accepted, as everything in the bucket does. */
  readonly starts?: true
  readonly audit?: RouteDefinition<ApiContext>['audit']
  readonly streams?: readonly string[]
  /** Says all it wants in its body: anything in the query is refused before it is passed on. */
  readonly withoutQuery?: true
}

const Query = z.record(z.string(), z.union([z.string(), z.array(z.string())]))
const PASSED_HEADERS = ['content-disposition', 'location', 'retry-after', 'cache-control'] as const

/**
 * A route that the pipeline service answers. The caller was checked here, so the request goes on with the root key and
 * the caller's name. The body, which the pipeline service checks, and the answer pass through as they are.
 */
export function proxyRoute(proxied: ProxiedRoute): AnyRoute<ApiContext> {
  const names = [...proxied.path.matchAll(/\{(\w+)\}/g)].flatMap(([, name]) => name ?? [])
  return route({
    method: proxied.method,
    path: proxied.path,
    operationId: proxied.operationId,
    tag: proxied.tag ?? 'Pipelines',
    summary: proxied.summary,
    auth: proxied.scope === 'root' ? { kind: 'root' } : { kind: 'scope', scope: proxied.scope },
    params: z.object(Object.fromEntries(names.map((name) => [name, z.string().max(200)]))),
    query: proxied.withoutQuery
      ? z.strictObject({})
      : z.object({}).catchall(z.union([z.string(), z.array(z.string())])),
    ...(proxied.method === 'GET' ? {} : { body: z.record(z.string(), z.unknown()).optional() }),
    statuses: proxied.starts === true || proxied.bucket === 'pipeline_start' ? [202, 200] : [200],
    streams: proxied.streams ?? ['application/json'],
    ...(proxied.bucket && { bucket: proxied.bucket }),
    ...(proxied.audit && { audit: proxied.audit }),
    handler: async (request, context) => {
      const { params, query, body, caller, requestId, signal } = request
      const org = names.includes('org_slug') ? { org_slug: request.org } : {}
      const values = z.record(z.string(), z.string()).parse({ ...params, ...org })
      const path = (proxied.target ?? proxied.path).replaceAll(/\{(\w+)\}/g, (_, name: string) =>
        encodeURIComponent(values[name] ?? ''),
      )
      const response = await sendToPipelineService(context, {
        method: proxied.method,
        path: `${path}${queryText(Query.parse(query))}`,
        body,
        requestId,
        userId: callerName(caller),
        signal,
      })
      const status = response.statusCode ?? 502
      if (status >= 400) throw await readRefusal(response, status, response.headers['retry-after'])
      const headers = PASSED_HEADERS.flatMap((name) => {
        const value = response.headers[name]
        return typeof value === 'string' ? [[name, value] as const] : []
      })
      if (status === 204) {
        response.resume()
        return { status, body: null }
      }
      const contentType = response.headers['content-type'] ?? 'application/octet-stream'
      return { status, headers: Object.fromEntries(headers), body: { contentType, chunks: response } }
    },
  })
}

function queryText(query: z.output<typeof Query>): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    [value].flat().map((entry): [string, string] => [name, entry]),
  )
  const text = new URLSearchParams(pairs).toString()
  return text === '' ? '' : `?${text}`
}
