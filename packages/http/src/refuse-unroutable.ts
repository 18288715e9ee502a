import { AppError } from '@cloudact/core/errors'
import type { SecretRegistry } from '@cloudact/security/secret-registry'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { toProblem } from './problem.ts'
import { writeProblem } from './send-problem.ts'

/**
 * Answers an address the router itself refuses, such as `/%zz`. No hook has run for such a request, so it has no
 * exchange: no log, no caller, and no request id in the answer but the one set here.
 */
export function refuseUnroutable(
  error: Error,
  request: FastifyRequest,
  reply: FastifyReply,
  secrets: SecretRegistry,
): void {
  const tooLong = 'code' in error && error.code === 'FST_ERR_MAX_PARAM_LENGTH'
  const fault = tooLong
    ? new AppError('invalid_input', 'A part of the address is longer than any name or id here.')
    : error
  void writeProblem(toProblem(fault, request.id), reply.header('x-request-id', request.id), secrets)
}
