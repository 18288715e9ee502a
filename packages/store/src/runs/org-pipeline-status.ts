import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Sql } from '@cloudact/core/ports/sql'
import type { RunState } from '@cloudact/core/run-state'

export type PipelineStatusRow = {
  readonly pipeline_id: string
  readonly pipeline_path: string
  readonly pipeline_logging_id: string
  readonly status: RunState
  readonly start_time: Date
  readonly end_time: Date | null
  readonly duration_ms: number | null
  readonly error_message: string | null
  readonly ran_today: boolean
  readonly succeeded_today: boolean
  readonly last_success_at: Date | null
}

/** The newest run of every pipeline the organization has ever run. `day` is the UTC day that counts as today. */
export async function readPipelineStatuses(
  sql: Sql,
  org: OrgSlug,
  day: string,
): Promise<PipelineStatusRow[]> {
  return sql.query<PipelineStatusRow>(
    `SELECT DISTINCT ON (pipeline_id) pipeline_id, pipeline_path, pipeline_logging_id, status, start_time, end_time,
       duration_ms::float8 AS duration_ms, error_message,
       bool_or(start_time >= $2::date) OVER same AS ran_today,
       bool_or(start_time >= $2::date AND status = 'COMPLETED') OVER same AS succeeded_today,
       max(end_time) FILTER (WHERE status = 'COMPLETED') OVER same AS last_success_at
     FROM org_meta_pipeline_runs WHERE org_slug = $1
     WINDOW same AS (PARTITION BY pipeline_id)
     ORDER BY pipeline_id, start_time DESC, pipeline_logging_id`,
    [org, day],
  )
}
