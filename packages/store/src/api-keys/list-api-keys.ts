import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Sql } from '@cloudact/core/ports/sql'
import { API_KEY_COLUMNS, type ApiKeyRow } from './api-key-row.ts'

/** Keys of an organization, newest first; revoked ones only when asked for. */
export async function listApiKeys(
  sql: Sql,
  org: OrgSlug,
  filter: { readonly revoked: boolean; readonly limit: number; readonly offset: number },
): Promise<{ readonly rows: readonly ApiKeyRow[]; readonly total: number }> {
  const where = 'org_slug = $1 AND ($2::boolean OR is_active)'
  const rows = await sql.query<ApiKeyRow>(
    `SELECT ${API_KEY_COLUMNS} FROM org_api_keys WHERE ${where} ORDER BY created_at DESC, org_api_key_id LIMIT $3 OFFSET $4`,
    [org, filter.revoked, filter.limit, filter.offset],
  )
  return { rows, total: await count(sql, where, [org, filter.revoked]) }
}

/** How many keys of an organization are not revoked. */
export async function countActiveApiKeys(sql: Sql, org: OrgSlug): Promise<number> {
  return count(sql, 'org_slug = $1 AND is_active', [org])
}

async function count(sql: Sql, where: string, parameters: readonly (string | boolean)[]): Promise<number> {
  const rows = await sql.query<{ total: number }>(
    `SELECT count(*)::int AS total FROM org_api_keys WHERE ${where}`,
    parameters,
  )
  return rows[0]?.total ?? 0
}
