import { AppError } from '@cloudact/core/errors'
import type { RunQueue } from '@cloudact/store/queue/run-queue'
import { listPipelineConfigs } from '@cloudact/store/schedules/pipeline-configs'
import { listSchedulableOrgs } from '@cloudact/store/schedules/schedulable-orgs'
import {
  closeScheduledRuns,
  insertScheduledRun,
  listWaitingScheduledRuns,
} from '@cloudact/store/schedules/scheduled-runs'
import {
  asScheduler,
  readScheduledThrough,
  writeScheduledThrough,
} from '@cloudact/store/schedules/scheduler-state'
import type { PipelineDependencies } from '../dependencies.ts'
import { duePipelines } from './due-pipelines.ts'
import { startOccurrence, type Started } from './start-occurrence.ts'

const TICK_MILLISECONDS = 30_000
/** Older occurrences that were missed while nothing ran are left: a day's schedule covers them. */
const LONGEST_LOOK_BACK_MILLISECONDS = 24 * 3_600_000
const MOST_AT_ONCE = 1_000

export type SchedulerTick = {
  /** Occurrences that became due. */
  readonly due: number
  readonly started: readonly string[]
  /** Due and waiting for the pipelines they come after, or for a free slot. */
  readonly waiting: number
  readonly failed: number
}

export type Scheduler = {
  start(): void
  /** Writes down what became due since the last look. Returns the number of occurrences. */
  findDue(): Promise<number>
  /** Starts what is due and waits for nothing. */
  processQueue(limit?: number): Promise<Omit<SchedulerTick, 'due'>>
  close(): Promise<void>
}

/** Starts pipelines on schedule. With many processes any of them may call it: one at a time looks, and nothing starts twice. */
export function createScheduler(ports: PipelineDependencies & { readonly queue: RunQueue }): Scheduler {
  const { database, clock, log, catalogFor } = ports
  let timer: NodeJS.Timeout | undefined
  let ticking: Promise<void> | undefined

  async function findDue(): Promise<number> {
    const found = await asScheduler(database, async (tx) => {
      const to = new Date(clock.now())
      const through = await readScheduledThrough(tx)
      const from = new Date(
        Math.max(through?.getTime() ?? to.getTime(), to.getTime() - LONGEST_LOOK_BACK_MILLISECONDS),
      )
      let count = 0
      for (const org of through === undefined ? [] : await listSchedulableOrgs(tx)) {
        const own = await listPipelineConfigs(tx, org.org_slug)
        for (const due of duePipelines(catalogFor(org.org_slug), org, own, from, to)) {
          if (await insertScheduledRun(tx, due)) count += 1
        }
      }
      await writeScheduledThrough(tx, to)
      return count
    })
    return found ?? 0
  }

  async function processQueue(limit = MOST_AT_ONCE): Promise<Omit<SchedulerTick, 'due'>> {
    await closeScheduledRuns(database)
    const outcomes: Started[] = []
    for (const occurrence of await listWaitingScheduledRuns(database, limit)) {
      outcomes.push(await startOccurrence(ports, occurrence))
    }
    return {
      started: outcomes.flatMap((outcome) => (outcome.kind === 'started' ? [outcome.runId] : [])),
      waiting: outcomes.filter((outcome) => outcome.kind === 'waiting').length,
      failed: outcomes.filter((outcome) => outcome.kind === 'failed').length,
    }
  }

  async function tick(): Promise<void> {
    await findDue()
    const { started, failed } = await processQueue()
    if (started.length > 0 || failed > 0) log.info({ started: started.length, failed }, 'scheduled runs')
  }

  return {
    start() {
      const begin = (): void => {
        ticking ??= tick()
          .catch((error: unknown) =>
            log.error(
              { err: error, code: error instanceof AppError ? error.code : undefined },
              'the scheduler failed',
            ),
          )
          .finally(() => (ticking = undefined))
      }
      begin()
      timer = setInterval(begin, TICK_MILLISECONDS)
    },
    findDue,
    processQueue,
    async close() {
      clearInterval(timer)
      await ticking
    },
  }
}
