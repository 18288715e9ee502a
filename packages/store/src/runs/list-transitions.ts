import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Sql } from '@cloudact/core/ports/sql'
import type { Page } from './list-runs.ts'

export type TransitionRow = {
  readonly transition_id: string
  readonly pipeline_logging_id: string
  readonly step_logging_id: string | null
  readonly entity_type: string
  readonly entity_name: string | null
  readonly from_state: string
  readonly to_state: string
  readonly transition_time: Date
  readonly reason: string | null
  readonly error_type: string | null
  readonly error_message: string | null
  readonly retry_count: number | null
  readonly duration_in_state_ms: number | null
  readonly metadata: Readonly<Record<string, unknown>> | null
}

/** State changes of a run and its steps in the order they happened. */
export async function listTransitions(
  sql: Sql,
  org: OrgSlug,
  runId: string,
  filter: { readonly entityType?: string; readonly limit: number; readonly offset: number },
): Promise<Page<TransitionRow>> {
  const where = `org_slug = $1 AND pipeline_logging_id = $2 AND ($3::text IS NULL OR entity_type = $3)`
  const parameters = [org, runId, filter.entityType ?? null]
  const rows = await sql.query<TransitionRow>(
    `SELECT transition_id, pipeline_logging_id, step_logging_id, entity_type, entity_name, from_state, to_state, transition_time, reason,
       error_type, error_message, retry_count, duration_in_state_ms::float8 AS duration_in_state_ms, metadata
     FROM org_meta_state_transitions WHERE ${where} ORDER BY transition_sequence LIMIT $4 OFFSET $5`,
    [...parameters, filter.limit, filter.offset],
  )
  const [count] = await sql.query<{ total: number }>(
    `SELECT count(*)::int AS total FROM org_meta_state_transitions WHERE ${where}`,
    parameters,
  )
  return { rows, total: count?.total ?? 0 }
}
