import type { Logger } from '@cloudact/core/ports/logger'
import { claimPeriodicJob } from '@cloudact/store/schedules/claim-periodic-job'
import { maintainLake, type Maintenance } from './maintain-lake.ts'

const HOUR_MILLISECONDS = 3_600_000
/** Shorter than the hour, so that a process's own rounds never refuse each other. */
const CLAIM_SECONDS = 3_000

/**
 * Maintains the lake every hour until closed; a failed round is logged and the next one tries again. Of many processes
 * one does an hour's round.
 */
export function scheduleMaintenance(
  ports: Omit<Maintenance, 'now'> & { readonly clock: { now(): number }; readonly log: Logger },
): { close(): Promise<void> } {
  let round = Promise.resolve()
  const timer = setInterval(() => {
    round = round
      .then(async () => {
        if (!(await claimPeriodicJob(ports.database, 'lake_maintenance', CLAIM_SECONDS))) return
        await maintainLake({ ...ports, now: ports.clock.now() })
      })
      .catch((error: unknown) =>
        ports.log.error({ err: error }, 'lake maintenance failed; it is tried again in an hour'),
      )
  }, HOUR_MILLISECONDS)
  timer.unref()
  return {
    async close() {
      clearInterval(timer)
      await round
    },
  }
}
