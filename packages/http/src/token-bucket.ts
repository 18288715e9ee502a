import type { Clock } from '@cloudact/core/ports/clock'

export type Taken = {
  readonly allowed: boolean
  readonly limit: number
  /** Whole tokens left. */
  readonly remaining: number
  /** Seconds until one token is there again; 0 when there is one now. */
  readonly retryAfterSeconds: number
}

/** Where tokens are counted. */
export interface TokenBuckets {
  /** Takes one token of the bucket, which holds `perMinute` and refills evenly. */
  take(bucket: string, perMinute: number): Taken | Promise<Taken>
}

/** Buckets that answer at once. */
export interface LocalTokenBuckets extends TokenBuckets {
  take(bucket: string, perMinute: number): Taken
}

type Bucket = { tokens: number; at: number }

/** Full buckets are forgotten when this many are known, or twice as many as the last time some had to stay. */
const SWEEP_AT = 10_000
const MILLISECONDS_PER_MINUTE = 60_000

/** Buckets of one process: right where there is only one. */
export function createTokenBuckets(clock: Clock): LocalTokenBuckets {
  const buckets = new Map<string, Bucket>()
  let sweepAt = SWEEP_AT

  function refilled(name: string, perMinute: number): Bucket {
    const now = clock.now()
    const known = buckets.get(name)
    if (!known) return { tokens: perMinute, at: now }
    const elapsed = Math.max(0, now - known.at)
    return {
      tokens: Math.min(perMinute, known.tokens + (elapsed * perMinute) / MILLISECONDS_PER_MINUTE),
      at: now,
    }
  }

  function sweep(): void {
    const cutoff = clock.now() - MILLISECONDS_PER_MINUTE
    for (const [name, bucket] of buckets) if (bucket.at <= cutoff) buckets.delete(name)
    sweepAt = Math.max(SWEEP_AT, buckets.size * 2)
  }

  return {
    take(name, perMinute) {
      const bucket = refilled(name, perMinute)
      const allowed = bucket.tokens >= 1
      if (allowed) bucket.tokens -= 1
      if (buckets.size >= sweepAt && !buckets.has(name)) sweep()
      buckets.set(name, bucket)
      return taken(bucket, perMinute, allowed)
    },
  }
}

function taken(bucket: Bucket, limit: number, allowed: boolean): Taken {
  const missing = Math.max(0, 1 - bucket.tokens)
  return {
    allowed,
    limit,
    remaining: Math.floor(bucket.tokens),
    retryAfterSeconds: Math.ceil((missing * 60) / limit),
  }
}
