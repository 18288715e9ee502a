import type { FastifyInstance, FastifyRequest } from 'fastify'
import { AppError } from '@cloudact/core/errors'

/** Between telling open requests to give up and cutting their connections. */
const LAST_WORDS_MILLISECONDS = 1_000

/**
 * While the server closes, open requests end, and their connections with them: a client that keeps its connection alive
 * would otherwise hold the process for the keep-alive time after its last answer. Requests still open after the grace
 * time (a wait for a run, a long export) are aborted, so that closing always ends.
 */
export function closeGracefully(app: FastifyInstance, graceMilliseconds: number): void {
  let closing = false
  const open = new Set<FastifyRequest>()
  const timers: NodeJS.Timeout[] = []

  app.addHook('onRequest', async (request, reply) => {
    open.add(request)
    reply.raw.once('close', () => open.delete(request))
  })
  app.addHook('preClose', async () => {
    closing = true
    const abort = () => {
      for (const request of open) {
        request.exchange.abort.abort(
          new AppError('provider_unavailable', 'The service is stopping. Try again in a moment.'),
        )
      }
      timers.push(setTimeout(() => app.server.closeAllConnections(), LAST_WORDS_MILLISECONDS))
    }
    timers.push(setTimeout(abort, graceMilliseconds))
  })
  app.addHook('onClose', async () => timers.forEach(clearTimeout))
  app.addHook('onSend', async (_request, reply) => {
    if (closing) reply.header('connection', 'close')
  })
  app.addHook('onResponse', async () => {
    // A streamed answer sent its headers before the server began to close.
    if (closing) setImmediate(() => app.server.closeIdleConnections())
  })
}
