import { AppError } from '@cloudact/core/errors'
import { sha256 } from '@cloudact/security/constant-time'
import {
  claimIdempotencyKey,
  completeIdempotencyKey,
  releaseIdempotencyKey,
} from '@cloudact/store/idempotency/idempotency-keys'
import { z } from 'zod'
import type { ApiContext } from '../context.ts'

export const IdempotencyHeaders = z.object({ 'idempotency-key': z.string().min(1).max(200).optional() })

const Stored = z.object({ fingerprint: z.string(), response: z.unknown() })

/**
 * Does the work once per key and owner; for 24 hours the same key answers what the first call answered. The answer is
 * stored encrypted, because it may hold an API key. Throws `conflict` when the key was used with another request, or
 * while the first one is at work. A failed call frees its key.
 */
export async function idempotently<Response>(
  context: ApiContext,
  use: {
    readonly owner: string
    readonly key: string | undefined
    readonly request: unknown
    readonly schema: z.ZodType<Response>
  },
  work: () => Promise<Response>,
): Promise<Response> {
  const { owner, key, schema } = use
  if (key === undefined) return work()
  const { database, kms } = context
  const binding = { orgSlug: owner, purpose: 'idempotency', subjectId: key }
  const fingerprint = sha256(JSON.stringify(use.request))
  const claim = await claimIdempotencyKey(database, owner, key)
  if (claim.state === 'in_progress') {
    throw new AppError(
      'conflict',
      'A request with this Idempotency-Key is still at work. Try again in a moment.',
    )
  }
  if (claim.state === 'completed') {
    const bytes = await kms.decrypt(Buffer.from(claim.response, 'base64'), binding)
    const stored = Stored.parse(JSON.parse(new TextDecoder().decode(bytes)))
    if (stored.fingerprint === fingerprint) return schema.parse(stored.response)
    throw new AppError('conflict', 'This Idempotency-Key was used for another request. Use a new key.')
  }
  try {
    const response = await work()
    const text = new TextEncoder().encode(JSON.stringify({ fingerprint, response }))
    const { ciphertext } = await kms.encrypt(text, binding)
    await completeIdempotencyKey(database, owner, key, Buffer.from(ciphertext).toString('base64'))
    return response
  } catch (error) {
    await releaseIdempotencyKey(database, owner, key)
    throw error
  }
}
