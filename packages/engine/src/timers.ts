import type { Clock } from '@cloudact/core/ports/clock'

/** Time to wait for, as a dependency: tests run retries and timeouts without waiting. */
export interface Timers extends Clock {
  /** Resolves after so many milliseconds; rejects with the signal's reason as soon as it aborts. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>
  /** Calls once after so many milliseconds unless the returned function was called before. */
  after(milliseconds: number, callback: () => void): () => void
}

/** The longest a Node timer can wait; more would fire at once. */
const LONGEST = 2_147_483_647

export const systemTimers: Timers = {
  now: () => Date.now(),
  after(milliseconds, callback) {
    const timer = setTimeout(callback, Math.min(Math.max(0, milliseconds), LONGEST))
    return () => clearTimeout(timer)
  },
  sleep: (milliseconds, signal) => sleepWith(systemTimers, milliseconds, signal),
}

/** `sleep` in terms of `after`. */
export function sleepWith(
  timers: Pick<Timers, 'after'>,
  milliseconds: number,
  signal?: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason)
      return
    }
    const abort = () => {
      cancel()
      reject(signal?.reason)
    }
    const cancel = timers.after(milliseconds, () => {
      signal?.removeEventListener('abort', abort)
      resolve()
    })
    signal?.addEventListener('abort', abort, { once: true })
  })
}
