import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Sql, SqlParameter } from '@cloudact/core/ports/sql'
import { RUN_COLUMNS, type RunRow } from './run-row.ts'

export type RunFilter = {
  readonly status?: string
  readonly pipelineId?: string
  readonly triggerType?: string
  readonly triggerBy?: string
  /** UTC days on which the run was accepted, both included. */
  readonly startDate?: string
  readonly endDate?: string
  readonly limit: number
  readonly offset: number
}

export type Page<Row> = { readonly rows: readonly Row[]; readonly total: number }

/** Runs of an organization, newest first. */
export async function listRuns(sql: Sql, org: OrgSlug, filter: RunFilter): Promise<Page<RunRow>> {
  const where = `org_slug = $1
    AND ($2::text IS NULL OR status = $2) AND ($3::text IS NULL OR pipeline_id = $3)
    AND ($4::text IS NULL OR trigger_type = $4) AND ($5::text IS NULL OR trigger_by = $5)
    AND ($6::date IS NULL OR start_time >= $6::date) AND ($7::date IS NULL OR start_time < $7::date + 1)`
  const parameters: SqlParameter[] = [
    org,
    filter.status ?? null,
    filter.pipelineId ?? null,
    filter.triggerType ?? null,
    filter.triggerBy ?? null,
    filter.startDate ?? null,
    filter.endDate ?? null,
  ]
  const rows = await sql.query<RunRow>(
    `SELECT ${RUN_COLUMNS} FROM org_meta_pipeline_runs WHERE ${where}
     ORDER BY start_time DESC, pipeline_logging_id LIMIT $8 OFFSET $9`,
    [...parameters, filter.limit, filter.offset],
  )
  const [count] = await sql.query<{ total: number }>(
    `SELECT count(*)::int AS total FROM org_meta_pipeline_runs WHERE ${where}`,
    parameters,
  )
  return { rows, total: count?.total ?? 0 }
}

/** Runs of some organizations, newest first; of all of them, set-up runs included, without a list. */
export async function listRunsOf(
  sql: Sql,
  orgs: readonly OrgSlug[] | undefined,
  filter: Pick<RunFilter, 'status' | 'pipelineId' | 'limit'>,
): Promise<RunRow[]> {
  return sql.query<RunRow>(
    `SELECT ${RUN_COLUMNS} FROM org_meta_pipeline_runs
     WHERE ($1::text[] IS NULL OR org_slug = ANY($1)) AND ($2::text IS NULL OR status = $2) AND ($3::text IS NULL OR pipeline_id = $3)
     ORDER BY start_time DESC, pipeline_logging_id LIMIT $4`,
    [orgs ?? null, filter.status ?? null, filter.pipelineId ?? null, filter.limit],
  )
}
