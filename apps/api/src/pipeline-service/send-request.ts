import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { AppError } from '@cloudact/core/errors'
import type { ApiContext } from '../context.ts'

export type PipelineServiceRequest = {
  readonly method: string
  /** Path and query as the pipeline service knows them. */
  readonly path: string
  readonly body?: unknown
  readonly requestId: string
  /** On whose behalf: a person's id, `key:<id>`, or the operator's own name. */
  readonly userId: string
  readonly signal: AbortSignal
}

/**
 * Sends a request to the pipeline service with the root key. Resolves when its headers are there; `?wait` may take an
 * hour, so there is no time limit but the caller's. Throws `provider_unavailable` when the service does not answer.
 */
export function sendToPipelineService(
  context: Pick<ApiContext, 'pipelineBaseUrl' | 'rootKey'>,
  { method, path, body, requestId, userId, signal }: PipelineServiceRequest,
): Promise<IncomingMessage> {
  const url = new URL(path, context.pipelineBaseUrl)
  const payload = body === undefined ? undefined : Buffer.from(JSON.stringify(body))
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest
  return new Promise((resolve, reject) => {
    const outgoing = send(url, {
      method,
      signal,
      headers: {
        accept: '*/*',
        'x-ca-root-key': context.rootKey,
        'x-user-id': userId,
        'x-request-id': requestId,
        ...(payload && { 'content-type': 'application/json', 'content-length': payload.length }),
      },
    })
    outgoing.once('response', resolve)
    outgoing.once('error', (cause) => {
      reject(
        signal.aborted
          ? new AppError('cancelled', 'The client went away.', { cause })
          : new AppError(
              'provider_unavailable',
              'The pipeline service does not answer. Try again in a moment.',
              {
                cause,
                retryAfterSeconds: 5,
              },
            ),
      )
    })
    outgoing.end(payload)
  })
}
