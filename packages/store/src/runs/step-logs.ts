import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Sql, Transaction } from '@cloudact/core/ports/sql'

type StepKey = { readonly org: OrgSlug; readonly runId: string; readonly stepId: string }

/** One row per run and step: a step done again after a crash keeps its row. */
export function stepLoggingId(runId: string, stepId: string): string {
  return `${runId}:${stepId}`
}

export type StepStart = StepKey & {
  readonly index: number
  readonly psType: string
  readonly name: string
  readonly at: number
}

export async function insertStepStart(tx: Transaction, step: StepStart): Promise<void> {
  await tx.query(
    `INSERT INTO org_meta_step_logs (step_logging_id, org_slug, pipeline_logging_id, step_id, step_name, step_type, step_index, status,
       start_time, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 'RUNNING', $8, $8)
     ON CONFLICT (pipeline_logging_id, step_id) DO UPDATE SET status = 'RUNNING', start_time = excluded.start_time, end_time = NULL,
       duration_ms = NULL, rows_processed = NULL, error_message = NULL, error_context = NULL, attempt = 1, findings = '[]'`,
    [
      stepLoggingId(step.runId, step.stepId),
      step.org,
      step.runId,
      step.stepId,
      step.name,
      step.psType,
      step.index,
      new Date(step.at),
    ],
  )
}

export type StepEnd = StepStart & {
  readonly status: string
  readonly endedAt: number
  readonly rows: number
  readonly attempts: number
  readonly output: Readonly<Record<string, unknown>>
  readonly errorMessage: string | null
  readonly errorContext: Readonly<Record<string, unknown>> | null
  readonly metadata: Readonly<Record<string, unknown>>
}

/** Writes how a step ended; also for one that never started, such as a skipped one. */
export async function writeStepEnd(tx: Transaction, step: StepEnd): Promise<void> {
  await tx.query(
    `INSERT INTO org_meta_step_logs (step_logging_id, org_slug, pipeline_logging_id, step_id, step_name, step_type, step_index, status,
       start_time, created_at, end_time, duration_ms, rows_processed, attempt, output, error_message, error_context, metadata)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10, $11, $12, $13, $14, $15, $16, $17)
     ON CONFLICT (pipeline_logging_id, step_id) DO UPDATE SET status = excluded.status, end_time = excluded.end_time,
       duration_ms = excluded.duration_ms, rows_processed = excluded.rows_processed, attempt = excluded.attempt, output = excluded.output,
       error_message = excluded.error_message, error_context = excluded.error_context,
       metadata = coalesce(org_meta_step_logs.metadata, '{}') || excluded.metadata`,
    [
      stepLoggingId(step.runId, step.stepId),
      step.org,
      step.runId,
      step.stepId,
      step.name,
      step.psType,
      step.index,
      step.status,
      new Date(step.at),
      new Date(step.endedAt),
      Math.max(0, Math.round(step.endedAt - step.at)),
      step.rows,
      step.attempts,
      JSON.stringify(step.output),
      step.errorMessage,
      step.errorContext === null ? null : JSON.stringify(step.errorContext),
      JSON.stringify(step.metadata),
    ],
  )
}

/** Counts an attempt that failed and will be followed by another. */
export async function writeStepRetry(
  tx: Transaction,
  step: StepKey & { readonly attempt: number; readonly errorMessage: string },
): Promise<void> {
  await tx.query(
    'UPDATE org_meta_step_logs SET attempt = $2, error_message = $3 WHERE step_logging_id = $1',
    [stepLoggingId(step.runId, step.stepId), step.attempt + 1, step.errorMessage],
  )
}

/** Shown beside the running step. */
export async function writeStepProgress(
  tx: Transaction,
  step: StepKey & { readonly message: string; readonly rows: number | undefined },
): Promise<void> {
  await tx.query(
    `UPDATE org_meta_step_logs SET rows_processed = coalesce($2::bigint, rows_processed),
       metadata = coalesce(metadata, '{}') || jsonb_build_object('progress', $3::text) WHERE step_logging_id = $1`,
    [stepLoggingId(step.runId, step.stepId), step.rows ?? null, step.message],
  )
}

export async function appendStepFinding(
  tx: Transaction,
  step: StepKey & { readonly finding: object },
): Promise<void> {
  await tx.query(
    'UPDATE org_meta_step_logs SET findings = findings || $2::jsonb WHERE step_logging_id = $1',
    [stepLoggingId(step.runId, step.stepId), JSON.stringify([step.finding])],
  )
}

export type StoredStep = { readonly rows: number; readonly output: Readonly<Record<string, unknown>> }

/** Completed steps of a run by step id: what a run that continues it need not do again. */
export async function readCompletedSteps(sql: Sql, runId: string): Promise<Map<string, StoredStep>> {
  const rows = await sql.query<{ step_id: string; rows: number; output: Record<string, unknown> }>(
    `SELECT step_id, coalesce(rows_processed, 0)::float8 AS rows, output FROM org_meta_step_logs
     WHERE pipeline_logging_id = $1 AND status = 'COMPLETED'`,
    [runId],
  )
  return new Map(rows.map((row) => [row.step_id, { rows: row.rows, output: row.output }]))
}
