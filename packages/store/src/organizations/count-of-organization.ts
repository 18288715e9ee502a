import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Sql } from '@cloudact/core/ports/sql'

export type OrganizationCounts = {
  readonly api_keys: number
  readonly pipeline_runs: number
  readonly open_runs: number
}

/** Active keys, all runs, and runs that have not ended. */
export async function countOfOrganization(sql: Sql, org: OrgSlug): Promise<OrganizationCounts> {
  const [counts] = await sql.query<OrganizationCounts>(
    `SELECT (SELECT count(*) FROM org_api_keys WHERE org_slug = $1 AND is_active)::int AS api_keys,
       (SELECT count(*) FROM org_meta_pipeline_runs WHERE org_slug = $1)::int AS pipeline_runs,
       (SELECT count(*) FROM org_meta_pipeline_runs
        WHERE org_slug = $1 AND status IN ('PENDING', 'VALIDATING', 'RUNNING', 'CANCELLING'))::int AS open_runs`,
    [org],
  )
  return counts ?? { api_keys: 0, pipeline_runs: 0, open_runs: 0 }
}
