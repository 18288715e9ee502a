import type { Timers } from '../timers.ts'

type Bucket = { theoreticalArrival: number; pausedUntil: number }

/** Part of a minute's requests that may go out at once, unless told. */
const BURST_SHARE = 1 / 6
const PRUNE_ABOVE = 1_000

/**
 * Token buckets by key, one per organization and provider. Shared by all runs of a process, so parallel runs of one
 * organization keep the vendor's limit together.
 */
export class RateLimiter {
  readonly #buckets = new Map<string, Bucket>()
  readonly #timers: Timers

  constructor(timers: Timers) {
    this.#timers = timers
  }

  /** Waits for its turn; `burst` requests may go out at once. Rejects with the signal's reason when that aborts first. */
  async acquire(
    key: string,
    requestsPerMinute: number,
    signal?: AbortSignal,
    burst = Math.ceil(requestsPerMinute * BURST_SHARE),
  ): Promise<void> {
    signal?.throwIfAborted()
    const interval = 60_000 / requestsPerMinute
    const tolerance = Math.max(0, burst - 1) * interval
    const now = this.#timers.now()
    const bucket = this.#bucket(key, now)
    const arrival = Math.max(bucket.theoreticalArrival, now)
    bucket.theoreticalArrival = arrival + interval
    const wait = Math.max(arrival - tolerance, bucket.pausedUntil) - now
    if (wait > 0) await this.#timers.sleep(wait, signal)
  }

  /** The vendor said to wait: nobody under this key calls before that. */
  pause(key: string, milliseconds: number): void {
    const now = this.#timers.now()
    const bucket = this.#bucket(key, now)
    bucket.pausedUntil = Math.max(bucket.pausedUntil, now + milliseconds)
  }

  #bucket(key: string, now: number): Bucket {
    const known = this.#buckets.get(key)
    if (known) return known
    if (this.#buckets.size > PRUNE_ABOVE) {
      for (const [name, bucket] of this.#buckets) {
        if (bucket.theoreticalArrival < now && bucket.pausedUntil < now) this.#buckets.delete(name)
      }
    }
    const bucket = { theoreticalArrival: 0, pausedUntil: 0 }
    this.#buckets.set(key, bucket)
    return bucket
  }
}
