import type { Logger } from '@cloudact/core/ports/logger'
import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Scope } from '@cloudact/core/roles'
import type { z } from 'zod'
import type { Caller } from './caller.ts'

/**
 * Who may call a route. `scope` admits an organization key or a signed-in member holding that scope in the
 * organization of `{org_slug}`, and the root key; for everyone else the organization does not exist (404). `person`
 * admits whoever is signed in, member of anything or not, and the root key.
 */
export type RouteAuth =
  | { readonly kind: 'public' }
  | { readonly kind: 'root' }
  | { readonly kind: 'person' }
  | { readonly kind: 'scope'; readonly scope: Scope }

export type RouteMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** A body sent as it is produced: exports and log downloads. */
export type StreamedBody = {
  readonly contentType: string
  readonly fileName?: string
  readonly chunks: AsyncIterable<Uint8Array | string>
}

type Shape = z.ZodObject
type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined

export type RouteRequest<Params, Query, Headers, Body> = {
  readonly params: Parsed<Params>
  readonly query: Parsed<Query>
  readonly headers: Parsed<Headers>
  readonly body: Parsed<Body>
  readonly caller: Caller
  /** The validated `{org_slug}` of the path, after the caller's right to it was checked. Throws on a route without one. */
  readonly org: OrgSlug
  readonly requestId: string
  readonly ip: string
  readonly userAgent: string | undefined
  /** Aborts when the client goes away. */
  readonly signal: AbortSignal
  readonly log: Logger
  /** Names what was touched, and facts worth keeping, in this request's audit row. Never secrets. */
  readonly auditDetail: (resourceId: string, details?: Readonly<Record<string, unknown>>) => void
  /** For a path without organization: puts the audit row into this one's log, once the caller has shown a right to it. */
  readonly auditIn: (org: OrgSlug) => void
}

/** A success the handler chose: another status than the declared first one, or extra headers. */
export type Reply<Output> = {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body: Output
}

/**
 * A route is data (schemas in, schema out, who may call, what is audited) and a short handler. Validation, the
 * OpenAPI document, authentication, tenancy, audit and error bodies all come from this one object.
 */
export type RouteDefinition<
  Context,
  Params extends Shape | undefined = Shape | undefined,
  Query extends Shape | undefined = Shape | undefined,
  Headers extends Shape | undefined = Shape | undefined,
  Body extends z.ZodType | undefined = z.ZodType | undefined,
  Output extends z.ZodType | undefined = z.ZodType | undefined,
> = {
  readonly method: RouteMethod
  /** OpenAPI form: `/api/v1/organizations/{org_slug}/quota`. */
  readonly path: string
  readonly operationId: string
  readonly tag: string
  readonly summary: string
  readonly auth: RouteAuth
  readonly params?: Params
  readonly query?: Query
  readonly headers?: Headers
  readonly body?: Body
  /** Success statuses; the first is the default. */
  readonly statuses?: readonly number[]
  /** Absent: the route streams or answers without a body. */
  readonly output?: Output
  /** Media types of a streamed answer, for the OpenAPI document. */
  readonly streams?: readonly string[]
  /** Written to the audit log on success, failure and denial. Required on everything but GET. */
  readonly audit?: {
    readonly action: 'CREATE' | 'READ' | 'UPDATE' | 'DELETE' | 'EXECUTE'
    readonly resource: string
  }
  /** Takes from this bucket besides the caller's own. */
  readonly bucket?: 'pipeline_start' | 'integration_setup'
  readonly handler: (
    request: RouteRequest<Params, Query, Headers, Body>,
    context: Context,
  ) => Promise<HandlerResult<Output>>
}

export type HandlerResult<Output> = Output extends z.ZodType
  ? z.input<Output> | Reply<z.input<Output>>
  : StreamedBody | Reply<StreamedBody | null> | null

/**
 * A route with its schema types forgotten, so that routes of different shapes fit one list. `registerRoutes` parses
 * with the route's own schemas before it calls the handler, which is what makes the `never` sound.
 */
export type AnyRoute<Context> = Omit<RouteDefinition<Context>, 'handler'> & {
  readonly handler: (request: never, context: Context) => Promise<unknown>
}

/** Fixes the context type of a service, then infers the rest from the schemas: `const route = routeOf<ApiContext>()`. */
export function routeOf<Context>() {
  return function define<
    Params extends Shape | undefined = undefined,
    Query extends Shape | undefined = undefined,
    Headers extends Shape | undefined = undefined,
    Body extends z.ZodType | undefined = undefined,
    Output extends z.ZodType | undefined = undefined,
  >(
    definition: RouteDefinition<Context, Params, Query, Headers, Body, Output>,
  ): RouteDefinition<Context, Params, Query, Headers, Body, Output> {
    return definition
  }
}
