import type { FastifyInstance, FastifySchema } from 'fastify'
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { Problem } from './problem.ts'
import type { AnyRoute, RouteAuth } from './route.ts'

const SECURITY: Readonly<Record<RouteAuth['kind'], readonly Readonly<Record<string, readonly string[]>>[]>> =
  {
    public: [],
    root: [{ rootKey: [] }],
    person: [{ session: [] }, { rootKey: [] }],
    scope: [{ organizationKey: [] }, { session: [] }, { rootKey: [] }],
  }

/** What a route tells the OpenAPI document. Parsing does not go through Fastify, so nothing here checks anything. */
export function openApiSchema<Context>(route: AnyRoute<Context>): FastifySchema {
  const statuses = route.statuses ?? [200]
  const answer = route.output ?? (route.streams ? undefined : z.null().describe('No content.'))
  const success = route.streams
    ? {
        description: 'Streamed.',
        content: Object.fromEntries(route.streams.map((type) => [type, { schema: z.string() }])),
      }
    : { description: 'Success.', content: { 'application/json': { schema: answer } } }
  return {
    ...(route.params ? { params: route.params } : {}),
    ...(route.query ? { querystring: route.query } : {}),
    ...(route.headers ? { headers: route.headers } : {}),
    ...(route.body ? { body: route.body } : {}),
    operationId: route.operationId,
    tags: [route.tag],
    summary: route.summary,
    ...(route.auth.kind === 'scope' ? { description: `Needs the \`${route.auth.scope}\` right.` } : {}),
    security: SECURITY[route.auth.kind],
    response: {
      ...Object.fromEntries(statuses.map((status) => [status, success])),
      default: {
        description: 'Refused or failed.',
        content: { 'application/problem+json': { schema: Problem } },
      },
    },
  }
}

export type ApiDescription = {
  readonly title: string
  readonly description: string
  readonly version: string
}

/** Serves `/openapi.json` (OpenAPI 3.1) and `/docs`. Must run before the routes are registered. */
export async function registerOpenApi(app: FastifyInstance, api: ApiDescription): Promise<void> {
  const { default: swagger } = await import('@fastify/swagger')
  const { default: swaggerUi } = await import('@fastify/swagger-ui')
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: api.title, description: api.description, version: api.version },
      components: {
        securitySchemes: {
          rootKey: {
            type: 'apiKey',
            in: 'header',
            name: 'X-CA-Root-Key',
            description: 'The operator of the deployment.',
          },
          organizationKey: {
            type: 'apiKey',
            in: 'header',
            name: 'X-API-Key',
            description: 'A program of one organization.',
          },
          session: {
            type: 'apiKey',
            in: 'cookie',
            name: 'cloudact.session_token',
            description: 'A signed-in person.',
          },
        },
      },
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  })
  await app.register(swaggerUi, { routePrefix: '/docs', staticCSP: true })
  app.get('/openapi.json', { schema: { hide: true } }, () => app.swagger())
}
