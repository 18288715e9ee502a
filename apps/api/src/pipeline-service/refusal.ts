import { AppError, type ErrorCode } from '@cloudact/core/errors'
import { Problem } from '@cloudact/http/problem'
import { z } from 'zod'

const LARGEST_PROBLEM = 256 * 1024
const CODES = [
  'malformed_request',
  'unauthenticated',
  'forbidden',
  'not_found',
  'conflict',
  'payload_too_large',
  'invalid_input',
  'credential_rejected',
  'config_invalid',
  'quota_exceeded',
  'rate_limited',
  'internal',
  'storage_full',
  'memory_exhausted',
  'provider_unavailable',
  'timeout',
  'cancelled',
] as const satisfies readonly ErrorCode[]
const Code = z.enum(CODES)
const ENVELOPE: ReadonlySet<string> = new Set([
  'type',
  'title',
  'status',
  'detail',
  'code',
  'request_id',
  'errors',
])

/** The pipeline service's refusal as our own: same code, words and facts. */
export async function readRefusal(
  response: AsyncIterable<Uint8Array>,
  status: number,
  retryAfter?: string,
): Promise<AppError> {
  const parsed = Problem.safeParse(await readJson(response))
  const code = Code.safeParse(parsed.data?.code)
  // A 401 between our own services is our fault, not the caller's.
  if (!parsed.success || !code.success || code.data === 'unauthenticated') {
    return new AppError(
      'provider_unavailable',
      'The pipeline service gave an answer that cannot be used. Try again in a moment.',
      {
        detail: { status, problem: parsed.data },
      },
    )
  }
  const problem = parsed.data
  const seconds = Number(retryAfter)
  return new AppError(code.data, problem.detail, {
    faults: problem.errors ?? [],
    public: Object.fromEntries(Object.entries(problem).filter(([name]) => !ENVELOPE.has(name))),
    ...(retryAfter !== undefined && Number.isFinite(seconds) ? { retryAfterSeconds: seconds } : {}),
  })
}

/** Undefined when it is no JSON, or too much of it. */
export async function readJson(response: AsyncIterable<Uint8Array>): Promise<unknown> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response) {
    size += chunk.byteLength
    if (size > LARGEST_PROBLEM) return undefined
    chunks.push(chunk)
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'))
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
