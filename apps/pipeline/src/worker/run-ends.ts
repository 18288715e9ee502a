import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Database } from '@cloudact/core/ports/sql'
import { isFinal } from '@cloudact/core/run-state'
import { getRun } from '@cloudact/store/runs/get-run'
import { RUN_ENDED_CHANNEL, type RunRow } from '@cloudact/store/runs/run-row'

/** Should a notification be lost, waiting clients look again this often. */
const POLL_MILLISECONDS = 5_000

/** Lets requests wait for runs to end, whichever process works on them. */
export type RunEnds = {
  /** The run as soon as it has ended, or as it stands after so many seconds or when the signal aborts. */
  wait(org: OrgSlug, runId: string, seconds: number, signal: AbortSignal): Promise<RunRow>
  close(): Promise<void>
}

export async function openRunEnds(database: Database): Promise<RunEnds> {
  const waiting = new Map<string, Set<() => void>>()
  const stop = await database.listen(RUN_ENDED_CHANNEL, (runId) => {
    // An empty payload means that notifications may have been missed: everybody looks again.
    const wake = runId === '' ? [...waiting.values()] : [waiting.get(runId) ?? new Set<() => void>()]
    for (const callbacks of wake) for (const callback of callbacks) callback()
  })

  function nextLook(
    runId: string,
    milliseconds: number,
    signal: AbortSignal,
  ): { readonly promise: Promise<undefined>; readonly cancel: () => void } {
    const { promise, resolve } = Promise.withResolvers<undefined>()
    const callbacks = waiting.get(runId) ?? new Set()
    const wake = (): void => resolve(undefined)
    waiting.set(runId, callbacks.add(wake))
    const timer = setTimeout(wake, Math.min(milliseconds, POLL_MILLISECONDS))
    signal.addEventListener('abort', wake, { once: true })
    const cancel = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', wake)
      callbacks.delete(wake)
      if (callbacks.size === 0 && waiting.get(runId) === callbacks) waiting.delete(runId)
    }
    return { promise, cancel }
  }

  return {
    async wait(org, runId, seconds, signal) {
      const deadline = performance.now() + seconds * 1_000
      for (;;) {
        const left = deadline - performance.now()
        // Listening starts before looking, so an end in between is not missed.
        const look = nextLook(runId, Math.max(0, left), signal)
        try {
          const run = await getRun(database.forOrg(org), org, runId)
          if (isFinal(run.status) || left <= 0 || signal.aborted) return run
          await look.promise
        } finally {
          look.cancel()
        }
      }
    },
    async close() {
      for (const callbacks of waiting.values()) for (const callback of callbacks) callback()
      await stop()
    },
  }
}
