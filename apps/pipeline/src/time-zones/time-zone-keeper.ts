import {
  finishTimeZoneChange,
  listTimeZoneChanges,
  TIME_ZONE_CHANNEL,
  type TimeZoneChange,
} from '@cloudact/store/organizations/time-zone-changes'
import type { PipelineDependencies } from '../dependencies.ts'

/** A request that nobody was told about, or that failed, is taken up again this often. */
const RETRY_MILLISECONDS = 30_000

export type TimeZoneKeeper = {
  /** Goes on with what an earlier process left. */
  start(): Promise<void>
  /** Does everything that is asked for now. */
  applyAll(): Promise<void>
  close(): Promise<void>
}

/**
 * Makes the rollups of an organization anew when its reports are to use another time zone. The request stays on the
 * list until all is done, so a process that stops in between leaves it to the next one; two at it do no harm.
 */
export function createTimeZoneKeeper(
  ports: Pick<PipelineDependencies, 'database' | 'warehouse' | 'log'>,
): TimeZoneKeeper {
  const { database, warehouse, log } = ports
  const stop = new AbortController()
  const stops: (() => Promise<void> | void)[] = []
  let round = Promise.resolve()

  async function apply(change: TimeZoneChange): Promise<void> {
    const { org_slug: org, time_zone: timeZone } = change
    try {
      await warehouse.forOrg(org).setTimeZone(timeZone, { signal: stop.signal })
      await finishTimeZoneChange(database, change)
      log.info({ org_slug: org, time_zone: timeZone }, 'reports count days in another time zone')
    } catch (error) {
      if (stop.signal.aborted) return
      log.error(
        { err: error, org_slug: org },
        'the time zone of reports could not be changed; it is tried again',
      )
    }
  }

  function applyAll(): Promise<void> {
    round = round.then(async () => {
      for (const change of await listTimeZoneChanges(database)) {
        if (!stop.signal.aborted) await apply(change)
      }
    })
    const done = round
    round = round.catch((error: unknown) => log.error({ err: error }, 'looking for time zone changes failed'))
    return done
  }

  const look = (): void => void applyAll().catch(() => undefined)

  return {
    async start() {
      stops.push(await database.listen(TIME_ZONE_CHANNEL, look))
      const timer = setInterval(look, RETRY_MILLISECONDS)
      stops.push(() => clearInterval(timer))
      look()
    },
    applyAll,
    async close() {
      stop.abort()
      for (const end of stops) await end()
      await round
    },
  }
}
