import { AppError } from '@cloudact/core/errors'
import type { FastifyInstance } from 'fastify'

/**
 * Reads JSON bodies: an empty one is no body, bytes that are not UTF-8 and text that is not JSON are refused, and so
 * are `__proto__` keys.
 */
export function registerJsonBody(app: FastifyInstance): void {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const parseJson = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (body.length === 0) {
      done(null, undefined)
      return
    }
    let text: string
    try {
      text = decoder.decode(Buffer.from(body))
    } catch (cause) {
      done(new AppError('invalid_input', 'The body contains bytes that are not valid UTF-8.', { cause }))
      return
    }
    void parseJson(request, text, (error, value) => {
      if (error) done(new AppError('malformed_request', 'The body is not valid JSON.', { cause: error }))
      else done(null, value)
    })
  })
}
