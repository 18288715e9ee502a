import { randomUUID } from 'node:crypto'
import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Sql, Transaction } from '@cloudact/core/ports/sql'
import type { RunState } from '@cloudact/core/run-state'

/** `SCHEDULED`: due and waiting for the pipelines it comes after. `PENDING`: handed to the run queue. */
export type ScheduledState = 'SCHEDULED' | 'PENDING' | 'COMPLETED' | 'FAILED'

export type ScheduledRunRow = {
  readonly run_id: string
  readonly config_id: string
  readonly org_slug: OrgSlug
  readonly pipeline_id: string
  readonly pipeline_path: string
  readonly state: ScheduledState
  readonly scheduled_time: Date
  readonly retry_count: number
  readonly max_retries: number
  readonly pipeline_logging_id: string | null
  readonly error_message: string | null
}

const COLUMNS = `run_id, config_id, org_slug, pipeline_id, parameters->>'pipeline_path' AS pipeline_path, state, scheduled_time,
  retry_count, max_retries, pipeline_logging_id, error_message`

export type DueRun = {
  /** The organization's own schedule, or `catalog:{org}:{path}` for the catalog's. */
  readonly configId: string
  readonly org: OrgSlug
  readonly pipelineId: string
  readonly pipelinePath: string
  readonly scheduledTime: Date
}

/** Writes down that a pipeline is due. Returns false when this very occurrence already was: two schedulers agree on it. */
export async function insertScheduledRun(tx: Transaction, due: DueRun): Promise<boolean> {
  const id = `sched_${randomUUID().replaceAll('-', '')}`
  const inserted = await tx.query(
    `INSERT INTO org_scheduled_pipeline_runs (run_id, config_id, org_slug, pipeline_id, state, scheduled_time, priority, parameters, max_retries)
     VALUES ($1, $2, $3, $4, 'SCHEDULED', $5, 0, $6, 3) ON CONFLICT (config_id, scheduled_time) DO NOTHING RETURNING run_id`,
    [
      id,
      due.configId,
      due.org,
      due.pipelineId,
      due.scheduledTime,
      JSON.stringify({ pipeline_path: due.pipelinePath }),
    ],
  )
  if (inserted.length === 0) return false
  await tx.query(
    `INSERT INTO org_pipeline_execution_queue (run_id, org_slug, pipeline_id, state, scheduled_time, priority) VALUES ($1, $2, $3, 'QUEUED', $4, 0)`,
    [id, due.org, due.pipelineId, due.scheduledTime],
  )
  return true
}

/** Occurrences that are due and not yet handed to the run queue, oldest first. */
export async function listWaitingScheduledRuns(sql: Sql, limit: number): Promise<ScheduledRunRow[]> {
  return sql.query<ScheduledRunRow>(
    `SELECT ${COLUMNS} FROM org_scheduled_pipeline_runs WHERE state = 'SCHEDULED' ORDER BY priority DESC, scheduled_time, run_id LIMIT $1`,
    [limit],
  )
}

/** Keeps other schedulers off an occurrence. Returns false when it no longer waits or another one is at it. */
export async function lockScheduledRun(tx: Transaction, runId: string): Promise<boolean> {
  const rows = await tx.query(
    `SELECT 1 AS one FROM org_scheduled_pipeline_runs WHERE run_id = $1 AND state = 'SCHEDULED' FOR UPDATE SKIP LOCKED`,
    [runId],
  )
  return rows.length > 0
}

/** Records what became of an occurrence; it leaves the waiting list. One that another scheduler settled stays as it is. */
export async function settleScheduledRun(
  sql: Sql,
  runId: string,
  outcome: { readonly pipelineLoggingId: string } | { readonly error: string },
  now: number,
): Promise<void> {
  const accepted = 'pipelineLoggingId' in outcome
  await sql.query(
    `WITH left_queue AS (DELETE FROM org_pipeline_execution_queue WHERE run_id = $1)
     UPDATE org_scheduled_pipeline_runs SET state = $2, pipeline_logging_id = $3, error_message = $4, failed_at = $5
     WHERE run_id = $1 AND state = 'SCHEDULED'`,
    [
      runId,
      accepted ? 'PENDING' : 'FAILED',
      accepted ? outcome.pipelineLoggingId : null,
      accepted ? null : outcome.error,
      accepted ? null : new Date(now),
    ],
  )
}

/** Carries the ends of runs over to the occurrences that started them and to the organization's schedules. */
export async function closeScheduledRuns(sql: Sql): Promise<void> {
  await sql.query(
    `WITH ended AS (
       UPDATE org_scheduled_pipeline_runs s
       SET state = CASE WHEN r.status = 'COMPLETED' THEN 'COMPLETED' ELSE 'FAILED' END, error_message = r.error_message,
         completed_at = CASE WHEN r.status = 'COMPLETED' THEN r.end_time END,
         failed_at = CASE WHEN r.status = 'COMPLETED' THEN NULL ELSE r.end_time END
       FROM org_meta_pipeline_runs r
       WHERE s.state = 'PENDING' AND r.pipeline_logging_id = s.pipeline_logging_id AND r.end_time IS NOT NULL
       RETURNING s.config_id, r.status, r.end_time)
     UPDATE org_pipeline_configs c SET last_run_status = ended.status, last_run_time = ended.end_time
     FROM ended WHERE c.config_id = ended.config_id`,
  )
}

/** How the pipelines an occurrence comes after stand: the state of each path's newest run accepted since `since`. */
export async function readPrerequisites(
  sql: Sql,
  org: OrgSlug,
  paths: readonly string[],
  since: Date,
): Promise<Map<string, RunState>> {
  const rows = await sql.query<{ pipeline_path: string; status: RunState }>(
    `SELECT DISTINCT ON (pipeline_path) pipeline_path, status FROM org_meta_pipeline_runs
     WHERE org_slug = $1 AND pipeline_path = ANY ($2::text[]) AND start_time >= $3
     ORDER BY pipeline_path, start_time DESC`,
    [org, paths, since],
  )
  return new Map(rows.map((row) => [row.pipeline_path, row.status]))
}
