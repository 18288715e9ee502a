import { AppError } from '@cloudact/core/errors'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Auth } from './create-auth.ts'

const BODY_LIMIT_BYTES = 64 * 1024

/** Serves `/api/auth/*` with the session library's own handler. */
export async function mountAuth(app: FastifyInstance, auth: Auth): Promise<void> {
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser(
      'application/json',
      { parseAs: 'string', bodyLimit: BODY_LIMIT_BYTES },
      (_request, body, done) => done(null, body),
    )
    scope.route({
      method: ['GET', 'POST'],
      url: '/api/auth/*',
      schema: { hide: true },
      handler: async (request, reply) => {
        const response = await auth.handler(toWebRequest(request))
        reply.code(response.status)
        for (const [name, value] of response.headers) if (name !== 'set-cookie') reply.header(name, value)
        const cookies = response.headers.getSetCookie()
        if (cookies.length > 0) reply.header('set-cookie', cookies)
        reply.header('cache-control', 'no-store')
        return reply.serializer(String).send(await response.text())
      },
    })
  })
}

function toWebRequest(request: FastifyRequest): Request {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) {
    for (const entry of [value].flat()) if (entry !== undefined) headers.append(name, entry)
  }
  // Set last: a client may send a header of this name, too.
  headers.set('x-cloudact-client-ip', request.ip)
  const url = new URL(request.url, `${request.protocol}://${request.host || 'localhost'}`)
  const { body } = request
  if (body !== undefined && typeof body !== 'string')
    throw new AppError('malformed_request', 'Send the body as JSON.')
  return new Request(url, { method: request.method, headers, ...(body === undefined ? {} : { body }) })
}
