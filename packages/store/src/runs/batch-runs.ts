import { randomUUID } from 'node:crypto'
import type { Sql } from '@cloudact/core/ports/sql'
import type { Page } from './list-runs.ts'

export type BatchRun = {
  /** `*` when the batch was for every organization. */
  readonly org_slug: string
  readonly trigger_type: string
  readonly status: 'COMPLETED' | 'PARTIAL' | 'FAILED'
  readonly run_date: string
  readonly dry_run: boolean
  readonly orgs_processed: number
  readonly orgs_skipped: number
  readonly pipelines_triggered: number
  readonly pipelines_failed: number
  readonly pipelines_skipped_quota: number
  readonly total_integrations: number
  readonly results: readonly Readonly<Record<string, unknown>>[]
  readonly errors: readonly Readonly<Record<string, unknown>>[]
  readonly elapsed_seconds: number
  readonly triggered_at: Date
  readonly completed_at: Date
}

export type BatchRunRow = BatchRun & { readonly batch_run_id: string }

/** Records a batch that has handed out its runs and returns its id. */
export async function insertBatchRun(sql: Sql, batch: BatchRun): Promise<string> {
  const id = `batch_${randomUUID().replaceAll('-', '')}`
  await sql.query(
    `INSERT INTO org_meta_pipeline_batch_runs (batch_run_id, org_slug, trigger_type, status, run_date, dry_run, orgs_processed, orgs_skipped,
       pipelines_triggered, pipelines_failed, pipelines_skipped_quota, total_integrations, results, errors, elapsed_seconds, triggered_at,
       completed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
    [
      id,
      batch.org_slug,
      batch.trigger_type,
      batch.status,
      batch.run_date,
      batch.dry_run,
      batch.orgs_processed,
      batch.orgs_skipped,
      batch.pipelines_triggered,
      batch.pipelines_failed,
      batch.pipelines_skipped_quota,
      batch.total_integrations,
      JSON.stringify(batch.results),
      JSON.stringify(batch.errors),
      batch.elapsed_seconds,
      batch.triggered_at,
      batch.completed_at,
    ],
  )
  return id
}

/** Batches newest first: of one organization, those it was part of, with only its own results. */
export async function listBatchRuns(
  sql: Sql,
  org: string,
  limit: number,
  offset: number,
): Promise<Page<BatchRunRow>> {
  const rows = await sql.query<BatchRunRow>(
    `SELECT batch_run_id, org_slug, trigger_type, status, run_date, dry_run, orgs_processed, orgs_skipped, pipelines_triggered,
       pipelines_failed, pipelines_skipped_quota, total_integrations, elapsed_seconds, triggered_at, completed_at, results, errors
     FROM batch_runs_of($1) ORDER BY triggered_at DESC, batch_run_id LIMIT $2 OFFSET $3`,
    [org, limit, offset],
  )
  const [count] = await sql.query<{ total: number }>('SELECT count(*)::int AS total FROM batch_runs_of($1)', [
    org,
  ])
  return { rows, total: count?.total ?? 0 }
}
