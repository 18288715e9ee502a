import { setTimeout } from 'node:timers/promises'

/** Between two runs of a series there is less than this. */
const QUIET_MILLISECONDS = 1_500
/** Where it is never quiet, what waits has its turn all the same. */
const LONGEST_MILLISECONDS = 60_000
const LOOK_MILLISECONDS = 100

/** Resolves when `isQuiet` has been so for a while, or after a minute. Rejects when the signal aborts. */
export async function untilQuiet(isQuiet: () => boolean, signal: AbortSignal): Promise<void> {
  const asked = performance.now()
  for (let since = asked; performance.now() - asked < LONGEST_MILLISECONDS;) {
    if (!isQuiet()) since = performance.now()
    else if (performance.now() - since >= QUIET_MILLISECONDS) return
    await setTimeout(LOOK_MILLISECONDS, undefined, { signal })
  }
}
