import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Logger } from '@cloudact/core/ports/logger'
import type { Database, Transaction } from '@cloudact/core/ports/sql'
import type { RunEvent, RunLog } from '@cloudact/engine/run-events'
import { finishRun, type RunEnd } from '@cloudact/store/runs/finish-run'
import { lockOwnedRun } from '@cloudact/store/runs/own-run'
import type { LockedRun } from '@cloudact/store/runs/transition-run'
import { applyRunEvent } from './apply-run-event.ts'

/** Events that come together are written together; a person watching a run does not notice so little. */
const BATCH_MILLISECONDS = 25

export type RunLogWriterOptions = {
  readonly database: Database
  readonly org: OrgSlug
  readonly runId: string
  readonly instanceId: string
  readonly log: Logger
  /** The run belongs to another process now: stop working on it. */
  readonly onLost: (reason: unknown) => void
}

/**
 * Writes what happens in a run: in order, in batches, each batch in one transaction that first makes sure that this
 * process still owns the run.
 */
export class RunLogWriter implements RunLog {
  readonly #options: RunLogWriterOptions
  #events: RunEvent[] = []
  #timer: NodeJS.Timeout | undefined
  #writing: Promise<void> = Promise.resolve()

  constructor(options: RunLogWriterOptions) {
    this.#options = options
  }

  record(event: RunEvent): void {
    this.#events.push(event)
    this.#timer ??= setTimeout(() => this.#writeLater(), BATCH_MILLISECONDS)
  }

  /** Writes what is left and the run's end in one transaction. Throws `cancelled` when the run is another's now. */
  async finish(end: RunEnd, now: number): Promise<void> {
    await this.#settle()
    await this.#write(this.#take(), (tx, run) => finishRun(tx, run, end, now))
  }

  /** Writes what is left. */
  async flush(): Promise<void> {
    await this.#settle()
    await this.#write(this.#take())
  }

  async #settle(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    await this.#writing
  }

  #take(): RunEvent[] {
    const events = this.#events
    this.#events = []
    return events
  }

  #writeLater(): void {
    this.#timer = undefined
    this.#writing = this.#writing.then(async () => {
      const events = this.#take()
      try {
        await this.#write(events)
      } catch (error) {
        // Kept for the next batch or the end; the run itself is stopped only when it is lost.
        this.#events.unshift(...events)
        this.#options.log.warn({ err: error, run_id: this.#options.runId }, 'run log not written yet')
        this.#options.onLost(error)
      }
    })
  }

  async #write(
    events: readonly RunEvent[],
    then?: (tx: Transaction, run: LockedRun) => Promise<void>,
  ): Promise<void> {
    if (events.length === 0 && then === undefined) return
    const { database, org, runId, instanceId } = this.#options
    await database.transaction(async (tx) => {
      let run = await lockOwnedRun(tx, runId, instanceId)
      for (const event of events) run = await applyRunEvent(tx, org, run, event)
      await then?.(tx, run)
    })
  }
}
