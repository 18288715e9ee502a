import type { Logger } from '@cloudact/core/ports/logger'
import { SpanStatusCode, trace, type Span } from '@opentelemetry/api'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Metrics } from './metrics.ts'

/** Gives every request its log, abort signal, metrics and trace span, and one log line when it was answered. */
export function observeRequests(
  app: FastifyInstance,
  options: { readonly name: string; readonly log: Logger; readonly metrics: Metrics },
): void {
  const { metrics } = options
  const tracer = trace.getTracer('cloudact')
  const spans = new WeakMap<FastifyRequest, Span>()
  app.decorateRequest('exchange')
  app.addHook('onRequest', async (request, reply) => {
    request.exchange = {
      log: options.log.child({ request_id: request.id }),
      startedAt: performance.now(),
      abort: new AbortController(),
      caller: { kind: 'anonymous' },
      org: undefined,
      auditOrg: undefined,
      resourceId: undefined,
      auditDetails: undefined,
    }
    reply.header('x-request-id', request.id)
    metrics.inFlight.inc()
    spans.set(
      request,
      tracer.startSpan(`${request.method} ${routeOf(request)}`, {
        attributes: { 'service.name': options.name },
      }),
    )
    reply.raw.once('close', () => {
      metrics.inFlight.dec()
      if (!reply.raw.writableFinished) request.exchange.abort.abort(new Error('The client went away.'))
    })
  })
  app.addHook('onResponse', async (request, reply) => {
    const { exchange } = request
    const seconds = (performance.now() - exchange.startedAt) / 1000
    const labels = { method: request.method, route: routeOf(request) }
    metrics.requests.inc({ ...labels, status: String(reply.statusCode) })
    metrics.duration.observe(labels, seconds)
    exchange.log.info(
      {
        ...labels,
        status: reply.statusCode,
        milliseconds: Math.round(seconds * 1000),
        caller: exchange.caller.kind,
        ...(exchange.org ? { org: exchange.org } : {}),
      },
      'request answered',
    )
    const span = spans.get(request)
    span?.setAttribute('http.response.status_code', reply.statusCode)
    if (reply.statusCode >= 500) span?.setStatus({ code: SpanStatusCode.ERROR })
    span?.end()
  })
}

/** The pattern, never the path: paths hold slugs and ids. */
function routeOf(request: FastifyRequest): string {
  return request.routeOptions.url ?? 'unmatched'
}
