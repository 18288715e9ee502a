import type { Database, Sql, Transaction } from '@cloudact/core/ports/sql'

const LEADER_LOCK = 7_214_002

/**
 * Runs `work` unless another process is in it right now: with many processes only one schedules. Returns `undefined`
 * when another one is.
 */
export function asScheduler<Result>(
  database: Database,
  work: (tx: Transaction) => Promise<Result>,
): Promise<Result | undefined> {
  return database.transaction(async (tx) => {
    const [lock] = await tx.query<{ held: boolean }>(
      `SELECT pg_try_advisory_xact_lock(${LEADER_LOCK}) AS held`,
    )
    return lock?.held === true ? work(tx) : undefined
  })
}

/** Instant up to which occurrences have been looked for; `undefined` before the first time. */
export async function readScheduledThrough(tx: Transaction): Promise<Date | undefined> {
  const [row] = await tx.query<{ scheduled_through: Date }>('SELECT scheduled_through FROM scheduler_state')
  return row?.scheduled_through
}

export async function writeScheduledThrough(tx: Transaction, through: Date): Promise<void> {
  await tx.query(
    `INSERT INTO scheduler_state (singleton, scheduled_through) VALUES (true, $1)
     ON CONFLICT (singleton) DO UPDATE SET scheduled_through = excluded.scheduled_through`,
    [through],
  )
}

export type SchedulerCounts = {
  readonly total_active_pipelines: number
  readonly pipelines_due_now: number
  readonly pipelines_queued: number
  readonly pipelines_running: number
  readonly pipelines_completed_today: number
  readonly pipelines_failed_today: number
  readonly queue_length: number
  readonly avg_execution_time_seconds: number | null
}

/** Figures of the whole deployment. `day` is today, UTC. */
export async function readSchedulerCounts(sql: Sql, day: string): Promise<SchedulerCounts> {
  const [row] = await sql.query<SchedulerCounts>(
    `SELECT
       (SELECT count(*)::int FROM org_pipeline_configs WHERE is_active) AS total_active_pipelines,
       (SELECT count(*)::int FROM org_scheduled_pipeline_runs WHERE state = 'SCHEDULED') AS pipelines_due_now,
       (SELECT count(*)::int FROM org_pipeline_execution_queue WHERE state = 'QUEUED') AS queue_length,
       count(*) FILTER (WHERE status = 'PENDING')::int AS pipelines_queued,
       count(*) FILTER (WHERE status IN ('VALIDATING', 'RUNNING', 'CANCELLING'))::int AS pipelines_running,
       count(*) FILTER (WHERE status = 'COMPLETED' AND end_time >= $1::date)::int AS pipelines_completed_today,
       count(*) FILTER (WHERE status IN ('FAILED', 'TIMEOUT') AND end_time >= $1::date)::int AS pipelines_failed_today,
       (avg(duration_ms) FILTER (WHERE end_time >= $1::date) / 1000)::float8 AS avg_execution_time_seconds
     FROM org_meta_pipeline_runs WHERE end_time IS NULL OR end_time >= $1::date`,
    [day],
  )
  if (row === undefined) throw new Error('An aggregate returned no row.')
  return row
}
