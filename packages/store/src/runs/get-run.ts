import { AppError } from '@cloudact/core/errors'
import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Sql } from '@cloudact/core/ports/sql'
import { RUN_COLUMNS, type RunRow } from './run-row.ts'

/** One run of an organization. Throws `not_found`, also for another organization's run. */
export async function getRun(sql: Sql, org: OrgSlug, runId: string): Promise<RunRow> {
  const [run] = await sql.query<RunRow>(
    `SELECT ${RUN_COLUMNS} FROM org_meta_pipeline_runs WHERE pipeline_logging_id = $1 AND org_slug = $2`,
    [runId, org],
  )
  if (run === undefined)
    throw new AppError('not_found', `There is no run ${runId.slice(0, 80)} in this organization.`)
  return run
}

/** The organization a run belongs to, for routes whose path does not name one. */
export async function findRunOrg(sql: Sql, runId: string): Promise<OrgSlug | undefined> {
  const [run] = await sql.query<{ org_slug: OrgSlug }>(
    'SELECT org_slug FROM org_meta_pipeline_runs WHERE pipeline_logging_id = $1',
    [runId],
  )
  return run?.org_slug
}
