import type { Clock } from '@cloudact/core/ports/clock'
import type { Taken, TokenBuckets } from './token-bucket.ts'

/** Takes up to `wanted` tokens from the bucket all processes share. */
export type LeaseTokens = (
  bucket: string,
  perMinute: number,
  wanted: number,
) => Promise<{ readonly granted: number; readonly left: number }>

/** Buckets that may have to ask the database first. */
export interface SharedTokenBuckets extends TokenBuckets {
  take(bucket: string, perMinute: number): Promise<Taken>
}

type Held = { tokens: number; until: number; left: number; leasing: Promise<number> | undefined }

/** One trip to the database serves this part of a minute's requests. */
const SHARE = 1 / 50
/** Tokens not used by then are forgotten: they have come back in the shared bucket. */
const HELD_MILLISECONDS = 10_000
const SWEEP_AT = 10_000

/**
 * Buckets shared by every process of the deployment: each takes tokens in small leases and spends them from memory, so
 * together they never pass more than the limit, and few requests touch the database.
 */
export function createLeasedBuckets(lease: LeaseTokens, clock: Clock): SharedTokenBuckets {
  const held = new Map<string, Held>()

  async function refill(name: string, perMinute: number, bucket: Held): Promise<number> {
    const wanted = Math.max(1, Math.round(perMinute * SHARE))
    const { granted, left } = await lease(name, perMinute, wanted)
    bucket.tokens += granted
    bucket.left = left
    bucket.until = clock.now() + HELD_MILLISECONDS
    return granted
  }

  function heldOf(name: string): Held {
    const known = held.get(name)
    if (known && (clock.now() < known.until || known.leasing)) return known
    if (held.size >= SWEEP_AT)
      for (const [key, value] of held) if (clock.now() >= value.until && !value.leasing) held.delete(key)
    const fresh: Held = { tokens: 0, until: clock.now() + HELD_MILLISECONDS, left: 0, leasing: undefined }
    held.set(name, fresh)
    return fresh
  }

  return {
    async take(name, perMinute) {
      const bucket = heldOf(name)
      // Many may wait for one lease that is not enough for all of them: those who got none lease again.
      while (bucket.tokens < 1) {
        bucket.leasing ??= refill(name, perMinute, bucket).finally(() => {
          bucket.leasing = undefined
        })
        if ((await bucket.leasing) === 0) break
      }
      const allowed = bucket.tokens >= 1
      if (allowed) bucket.tokens -= 1
      return {
        allowed,
        limit: perMinute,
        remaining: Math.floor(bucket.tokens + bucket.left),
        retryAfterSeconds: allowed ? 0 : Math.max(1, Math.ceil(60 / perMinute)),
      }
    },
  }
}
