import type { FastifyInstance } from 'fastify'
import type { Metrics } from './metrics.ts'

export type HealthOptions = {
  readonly name: string
  readonly version: string
  readonly metrics: Metrics
  /** Each resolves when its dependency answers. The name is shown, the error is only logged. */
  readonly checks: Readonly<Record<string, () => Promise<unknown>>>
  /** Whether the demo organization is there; absent where there is none to load. */
  readonly demo?: () => 'loading' | 'ready' | 'off'
}

/**
 * `/health` and `/health/live` say that the process answers, `/health/ready` that it serves, `/metrics` is Prometheus
 * text. None of them needs a key and none counts against a limit.
 */
export function registerHealth(app: FastifyInstance, options: HealthOptions): void {
  const { name, version } = options
  let closing = false
  app.addHook('preClose', async () => {
    closing = true
  })
  app.get('/', { schema: { hide: true } }, () => ({
    service: name,
    version,
    docs: '/docs',
    openapi: '/openapi.json',
  }))
  app.get('/health/live', { schema: { hide: true } }, () => ({ status: 'alive' }))
  app.get('/health', { schema: { hide: true } }, () => ({
    status: 'healthy',
    service: name,
    version,
    ...(options.demo ? { demo: options.demo() } : {}),
  }))
  app.get('/health/ready', { schema: { hide: true } }, async (request, reply) => {
    const results = await Promise.all(
      Object.entries(options.checks).map(async ([check, probe]) => {
        try {
          await probe()
          return [check, 'ok'] as const
        } catch (error) {
          request.exchange.log.warn({ check, err: error }, 'readiness check failed')
          return [check, 'failed'] as const
        }
      }),
    )
    const ready = !closing && results.every(([, result]) => result === 'ok')
    return reply
      .code(ready ? 200 : 503)
      .send({ status: ready ? 'ready' : 'not_ready', checks: Object.fromEntries(results) })
  })
  app.get('/metrics', { schema: { hide: true } }, async (_request, reply) =>
    reply.type(options.metrics.registry.contentType).send(await options.metrics.registry.metrics()),
  )
}
