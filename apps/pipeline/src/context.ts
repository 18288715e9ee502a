import { routeOf } from '@cloudact/http/route'
import type { RunQueue } from '@cloudact/store/queue/run-queue'
import type { PipelineDependencies } from './dependencies.ts'
import type { RunNotifier } from './notifications/create-notifier.ts'
import type { Scheduler } from './scheduler/scheduler.ts'
import type { RunEnds } from './worker/run-ends.ts'

/** All a route handler may use. */
export type PipelineContext = PipelineDependencies & {
  readonly queue: RunQueue
  readonly runEnds: RunEnds
  readonly scheduler: Scheduler
  readonly notifier: RunNotifier
}

/** Defines a route of the pipeline service. */
export const route = routeOf<PipelineContext>()
