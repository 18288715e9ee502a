import { randomUUID } from 'node:crypto'
import cors from '@fastify/cors'
import helmet from '@fastify/helmet'
import type { Logger } from '@cloudact/core/ports/logger'
import type { SecretRegistry } from '@cloudact/security/secret-registry'
import Fastify, { type FastifyInstance } from 'fastify'
import { closeGracefully } from './close-gracefully.ts'
import type { HttpConfig } from './http-config.ts'
import { registerJsonBody } from './json-body.ts'
import { trackMethods } from './method-not-allowed.ts'
import type { Metrics } from './metrics.ts'
import { observeRequests } from './observe-requests.ts'
import { type ApiDescription, registerOpenApi } from './openapi.ts'
import { transportProblem } from './problem.ts'
import { refuseUnroutable } from './refuse-unroutable.ts'
import { sendProblem, writeProblem } from './send-problem.ts'

const HEADER_LIMIT_BYTES = 16 * 1024
/** Leaves half of the ten seconds in which the whole product stops. */
const CLOSE_GRACE_MILLISECONDS = 5_000
const REQUEST_ID = /^[\w.:-]{1,128}$/

export type ServerOptions = {
  /** `api` or `pipeline`. */
  readonly name: string
  readonly version: string
  readonly description: ApiDescription['description']
  readonly log: Logger
  readonly config: HttpConfig
  readonly metrics: Metrics
  readonly secrets: SecretRegistry
  /** How long open requests may take once the server closes, before they are aborted. */
  readonly closeGraceMilliseconds?: number
}

/** A Fastify server with everything that is the same for both services. Routes come by `registerRoutes`. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const { config, secrets } = options
  const app = Fastify({
    loggerInstance: undefined,
    bodyLimit: config.bodyLimitBytes,
    trustProxy: config.trustProxy,
    forceCloseConnections: 'idle',
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 300 },
    http: { maxHeaderSize: HEADER_LIMIT_BYTES },
    requestIdHeader: false,
    genReqId: (request) => {
      const given = request.headers['x-request-id']
      return typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID()
    },
    frameworkErrors: (error, request, reply) => refuseUnroutable(error, request, reply, secrets),
    clientErrorHandler: (error, socket) => {
      if (!socket.writable) return
      const problem = transportProblem(error.code === 'HPE_HEADER_OVERFLOW' ? 431 : 400, randomUUID())
      const body = JSON.stringify(problem.body)
      socket.end(
        `HTTP/1.1 ${problem.status} ${problem.body.title}\r\nContent-Type: application/problem+json\r\n` +
          `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
      )
    },
  })
  // Requests are parsed by `registerRoutes`; schemas are there for the OpenAPI document.
  app.setValidatorCompiler(() => () => true)
  app.setSerializerCompiler(() => (data) => JSON.stringify(data))
  const allowedMethods = trackMethods(app)
  observeRequests(app, options)
  closeGracefully(app, options.closeGraceMilliseconds ?? CLOSE_GRACE_MILLISECONDS)
  registerJsonBody(app)
  await app.register(helmet, {
    global: true,
    hsts: config.production,
    contentSecurityPolicy: {
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
      useDefaults: false,
    },
    crossOriginResourcePolicy: { policy: 'same-site' },
    xFrameOptions: { action: 'deny' },
  })
  await app.register(cors, {
    origin: [...config.corsOrigins],
    credentials: true,
    methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
    allowedHeaders: [
      'Content-Type',
      'Authorization',
      'X-API-Key',
      'X-CA-Root-Key',
      'X-User-ID',
      'X-Request-ID',
      'Idempotency-Key',
    ],
    exposedHeaders: [
      'X-Request-ID',
      'Retry-After',
      'X-RateLimit-Limit',
      'X-RateLimit-Remaining',
      'Content-Disposition',
    ],
    maxAge: 600,
  })
  await registerOpenApi(app, {
    title: `CloudAct ${options.name}`,
    description: options.description,
    version: options.version,
  })
  app.setErrorHandler((error, request, reply) => sendProblem(error, request, reply, secrets))
  app.setNotFoundHandler((request, reply) => {
    const [path = ''] = request.url.split('?', 1)
    const allowed = allowedMethods(path)
    if (allowed.length > 0) reply.header('allow', allowed.join(', '))
    return writeProblem(transportProblem(allowed.length > 0 ? 405 : 404, request.id), reply, secrets)
  })
  return app
}
