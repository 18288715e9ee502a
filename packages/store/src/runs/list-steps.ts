import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Sql } from '@cloudact/core/ports/sql'
import type { Page } from './list-runs.ts'

export type StepRow = {
  readonly step_logging_id: string
  readonly step_id: string
  readonly step_name: string
  readonly step_type: string
  readonly step_index: number
  readonly status: string
  readonly attempt: number
  readonly start_time: Date
  readonly end_time: Date | null
  readonly duration_ms: number | null
  readonly rows_processed: number | null
  readonly error_message: string | null
  readonly error_context: Readonly<Record<string, unknown>> | null
  readonly metadata: Readonly<Record<string, unknown>> | null
  readonly output: Readonly<Record<string, unknown>>
  readonly findings: readonly Readonly<Record<string, unknown>>[]
}

/** Steps of a run in file order. */
export async function listSteps(
  sql: Sql,
  org: OrgSlug,
  runId: string,
  filter: { readonly status?: string; readonly limit: number; readonly offset: number },
): Promise<Page<StepRow>> {
  const where = `org_slug = $1 AND pipeline_logging_id = $2 AND ($3::text IS NULL OR status = $3)`
  const parameters = [org, runId, filter.status ?? null]
  const rows = await sql.query<StepRow>(
    `SELECT step_logging_id, step_id, step_name, step_type, step_index, status, attempt, start_time, end_time,
       duration_ms::float8 AS duration_ms, rows_processed::float8 AS rows_processed, error_message, error_context, metadata, output, findings
     FROM org_meta_step_logs WHERE ${where} ORDER BY step_index LIMIT $4 OFFSET $5`,
    [...parameters, filter.limit, filter.offset],
  )
  const [count] = await sql.query<{ total: number }>(
    `SELECT count(*)::int AS total FROM org_meta_step_logs WHERE ${where}`,
    parameters,
  )
  return { rows, total: count?.total ?? 0 }
}
