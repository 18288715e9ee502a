import type { Sql } from '@cloudact/core/ports/sql'
import { type Organization, ORGANIZATION_COLUMNS, type OrgStatus } from './organization.ts'

export type OrganizationPage = { readonly organizations: readonly Organization[]; readonly total: number }

/** One page of all organizations, oldest first; `offset` rows are skipped. */
export async function listOrganizations(
  sql: Sql,
  options: { readonly status?: OrgStatus | undefined; readonly limit: number; readonly offset: number },
): Promise<OrganizationPage> {
  const status = options.status ?? null
  const organizations = await sql.query<Organization>(
    `SELECT ${ORGANIZATION_COLUMNS} FROM org_profiles
     WHERE status <> 'SYSTEM' AND ($1::text IS NULL OR status = $1)
     ORDER BY created_at, org_slug LIMIT $2 OFFSET $3`,
    [status, options.limit, options.offset],
  )
  const [count] = await sql.query<{ total: number }>(
    `SELECT count(*)::int AS total FROM org_profiles WHERE status <> 'SYSTEM' AND ($1::text IS NULL OR status = $1)`,
    [status],
  )
  return { organizations, total: count?.total ?? 0 }
}
