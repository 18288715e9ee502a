import { AppError } from '@cloudact/core/errors'
import type { SecretRegistry } from '@cloudact/security/secret-registry'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { toProblem, type ProblemAnswer } from './problem.ts'

/** Answers anything thrown, and logs what the operator needs to find the cause. */
export function sendProblem(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  secrets: SecretRegistry,
): FastifyReply {
  const problem = toProblem(error, request.id)
  const fields = {
    err: error,
    status: problem.status,
    ...(error instanceof AppError ? { detail: error.detail } : {}),
  }
  if (problem.status >= 500) request.exchange.log.error(fields, 'request failed')
  else request.exchange.log.debug(fields, 'request refused')
  return writeProblem(problem, reply, secrets)
}

export function writeProblem(
  problem: ProblemAnswer,
  reply: FastifyReply,
  secrets: SecretRegistry,
): FastifyReply {
  // Serialized here: a message may quote the vendor's answer, and that may quote the key.
  const text = secrets.redact(JSON.stringify(problem.body))
  return reply
    .code(problem.status)
    .headers(problem.headers)
    .type('application/problem+json')
    .serializer(String)
    .send(text)
}
