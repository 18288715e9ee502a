import { AppError } from '@cloudact/core/errors'
import { type OrgSlug, parseOrgSlug } from '@cloudact/core/org-slug'
import { cancelledBy, interrupted } from '@cloudact/engine/run-abort'
import { RUN_QUEUED_CHANNEL, type RunQueue } from '@cloudact/store/queue/run-queue'
import { claimRun } from '@cloudact/store/runs/claim-run'
import { giveBackRun, heartbeat, readCancelRequest } from '@cloudact/store/runs/own-run'
import { recoverAllRuns, recoverDeadOwners } from '@cloudact/store/runs/recover-runs'
import { RUN_CANCEL_CHANNEL, type RunRow } from '@cloudact/store/runs/run-row'
import type { PipelineDependencies } from '../dependencies.ts'
import type { RunNotifier } from '../notifications/create-notifier.ts'
import { recordConformance } from './record-conformance.ts'
import { brokenRunEnd, hasEnded, toRunEnd, toRunFacts } from './run-end.ts'
import type { RunExecutor } from './run-executor.ts'
import { RunLogWriter } from './run-log-writer.ts'
import { toDqResults } from './to-dq-results.ts'
import { untilQuiet } from './until-quiet.ts'
import type { WorkerMetrics } from './worker-metrics.ts'

/** A process that is silent for `OWNER_DEAD_SECONDS` loses its runs. */
const HEARTBEAT_MILLISECONDS = 5_000
/** Should a notification be lost, the queue is looked at this often. */
const POLL_MILLISECONDS = 10_000

export type Worker = {
  /** Takes over what an earlier process left, then begins to claim runs. */
  start(): Promise<void>
  /** Stops claiming, gives running steps their grace time, then hands unfinished runs back to the queue. */
  close(): Promise<void>
}

type Active = { readonly controller: AbortController; readonly done: Promise<void> }

export type WorkerPorts = PipelineDependencies & {
  readonly queue: RunQueue
  readonly execute: RunExecutor
  readonly notifier: RunNotifier
  readonly metrics: WorkerMetrics
}

/** Claims runs and executes up to `concurrency` of them at a time. */
export function createWorker(ports: WorkerPorts): Worker {
  const { database, queue, instanceId, clock, config, log, metrics, notifier } = ports
  const active = new Map<string, Active>()
  /** What follows the end of runs: notifications, and asking the rules of FOCUS. It holds no slot. */
  const followUps = new Set<Promise<void>>()
  /** Runs that are nobody's work any more, but still open in the database under this process's name. */
  const unwritten = new Set<string>()
  const stopping = new AbortController()
  const stops: (() => Promise<void> | void)[] = []
  let closing = false
  let claiming: Promise<void> | undefined
  /** Reasons to look for runs so far, and how many of them the last look was made for. */
  let wakeUps = 0
  let served = 0

  /** Claims until all slots are taken or nothing waits. Calls while it is at it make it look once more. */
  function fill(): void {
    wakeUps += 1
    claiming ??= claimAll()
      .catch((error: unknown) => log.error({ err: error }, 'claiming runs failed'))
      .finally(() => {
        claiming = undefined
        if (served !== wakeUps && hasRoom()) setImmediate(fill)
      })
  }

  function hasRoom(): boolean {
    return !closing && active.size < config.concurrency
  }

  async function claimAll(): Promise<void> {
    while (hasRoom()) {
      const seen = wakeUps
      const run = await claimRun(database, queue, instanceId, clock.now())
      served = seen
      if (run !== undefined) begin(run)
      else if (seen === wakeUps) return
    }
  }

  function begin(run: RunRow): void {
    const id = run.pipeline_logging_id
    const controller = new AbortController()
    unwritten.delete(id)
    metrics.waitSeconds.observe(Math.max(0, clock.now() - run.start_time.getTime()) / 1_000)
    const done = work(run, controller).finally(() => {
      active.delete(id)
      metrics.running.set(active.size)
      if (!closing) fill()
    })
    active.set(id, { controller, done })
    metrics.running.set(active.size)
  }

  async function work(run: RunRow, controller: AbortController): Promise<void> {
    const id = run.pipeline_logging_id
    const org = parseOrgSlug(run.org_slug)
    const runLog = new RunLogWriter({
      database: database.forOrg(org),
      org,
      runId: id,
      instanceId,
      log,
      onLost: (reason) => controller.abort(reason),
    })
    try {
      const outcome = await ports
        .execute(run, org, runLog, controller.signal)
        .catch(async (error: unknown) => {
          log.error({ err: error, run_id: id }, 'run could not be executed')
          await runLog.finish(brokenRunEnd(error), clock.now())
          return undefined
        })
      if (outcome === undefined) return
      for (const step of outcome.steps) {
        metrics.steps.inc({ type: step.psType, state: step.state })
        if (step.startedAt !== null)
          metrics.stepSeconds.observe({ type: step.psType }, (step.endedAt - step.startedAt) / 1_000)
      }
      if (!hasEnded(outcome)) {
        await runLog.flush()
        await giveBackRun(database, queue, id, instanceId, clock.now())
        return
      }
      const end = { ...toRunEnd(outcome), dqResults: toDqResults(org, id, outcome.findings) }
      await runLog.finish(end, clock.now())
      metrics.runs.inc({ pipeline: run.pipeline_path, state: end.state })
      metrics.runSeconds.observe(
        { pipeline: run.pipeline_path },
        Math.max(0, clock.now() - run.start_time.getTime()) / 1_000,
      )
      const facts = toRunFacts(
        run,
        org,
        ports.catalogFor(org).pipelines.get(run.pipeline_path),
        outcome,
        config.publicUrl,
      )
      if (facts !== undefined) afterwards(notifier.runEnded(org, facts, stopping.signal))
      const wrote = outcome.steps.some(({ rows }) => rows > 0)
      if (end.state === 'COMPLETED' && wrote) afterwards(judge(org, id))
    } catch (error) {
      // Lost to another process, or the database takes nothing now: a full disk. Tried again with the heartbeat.
      unwritten.add(id)
      log.warn({ err: error, run_id: id }, 'the end of a run was not written here')
    }
  }

  /** After the end: what a run wrote is what it is, whether the rules were asked or not. Runs go before. */
  async function judge(org: OrgSlug, runId: string): Promise<void> {
    try {
      await untilQuiet(() => active.size === 0, stopping.signal)
      await recordConformance(ports, org, runId, stopping.signal)
    } catch (error) {
      if (!stopping.signal.aborted)
        log.warn({ err: error, run_id: runId }, 'the rules of FOCUS were not asked of the rows of a run')
    }
  }

  function afterwards(work: Promise<void>): void {
    followUps.add(work)
    void work.finally(() => followUps.delete(work))
  }

  async function cancel(runId: string): Promise<void> {
    const controller = active.get(runId)?.controller
    if (controller === undefined || controller.signal.aborted) return
    const by = await readCancelRequest(database, runId)
    if (by !== undefined) controller.abort(cancelledBy(by))
  }

  async function beat(): Promise<void> {
    // Runs claimed while the statement is under way are not in its answer; only those known before it can be lost.
    const known = [...active]
    if (known.length > 0) {
      const { owned, cancelling } = await heartbeat(database, instanceId)
      for (const [id, { controller }] of known) {
        if (active.has(id) && !owned.has(id)) controller.abort(interrupted())
      }
      for (const id of cancelling) await cancel(id)
    }
    for (const id of [...unwritten]) await returnUnwritten(id)
    if (config.soleOwner) return
    const { requeued } = await recoverDeadOwners(database, queue, clock.now())
    if (requeued.length > 0) log.warn({ runs: requeued }, 'took runs back from a process that has stopped')
  }

  /** Back to the queue: the steps that completed are not done again. */
  async function returnUnwritten(id: string): Promise<void> {
    try {
      await giveBackRun(database, queue, id, instanceId, clock.now(), 'end_not_written')
      unwritten.delete(id)
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'cancelled') throw error
      // Another process owns it, or it has ended.
      unwritten.delete(id)
    }
  }

  function every(milliseconds: number, what: string, action: () => Promise<void> | void): void {
    let running: Promise<void> | undefined
    const timer = setInterval(() => {
      running ??= Promise.resolve(action())
        .catch((error: unknown) => log.error({ err: error }, `${what} failed`))
        .finally(() => (running = undefined))
    }, milliseconds)
    stops.push(async () => {
      clearInterval(timer)
      await running
    })
  }

  return {
    async start() {
      if (config.soleOwner) {
        const { requeued } = await recoverAllRuns(database, queue, instanceId, clock.now())
        if (requeued.length > 0)
          log.info({ runs: requeued }, 'continuing runs the last process left unfinished')
      }
      stops.push(await database.listen(RUN_QUEUED_CHANNEL, fill))
      stops.push(
        await database.listen(
          RUN_CANCEL_CHANNEL,
          (id) => void cancel(id).catch((error: unknown) => log.error({ err: error }, 'cancelling failed')),
        ),
      )
      every(HEARTBEAT_MILLISECONDS, 'heartbeat', beat)
      every(POLL_MILLISECONDS, 'polling', fill)
      fill()
    },
    async close() {
      closing = true
      await claiming
      const running = () => Promise.all([...active.values()].map(({ done }) => done))
      let timer: NodeJS.Timeout | undefined
      const grace = new Promise((resolve) => {
        timer = setTimeout(resolve, config.shutdownGraceSeconds * 1_000)
      })
      await Promise.race([running(), grace])
      clearTimeout(timer)
      for (const { controller } of active.values()) controller.abort(interrupted())
      await running()
      stopping.abort(interrupted())
      await Promise.all(followUps)
      for (const stop of stops) await stop()
    },
  }
}
