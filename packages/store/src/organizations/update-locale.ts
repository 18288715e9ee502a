import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Sql } from '@cloudact/core/ports/sql'
import { type Organization, ORGANIZATION_COLUMNS } from './organization.ts'

/** Changes the given ones; undefined when there is no such organization. */
export async function updateLocale(
  sql: Sql,
  org: OrgSlug,
  locale: { readonly currency?: string | undefined; readonly timezone?: string | undefined },
): Promise<Organization | undefined> {
  const rows = await sql.query<Organization>(
    `UPDATE org_profiles
     SET default_currency = coalesce($2, default_currency), default_timezone = coalesce($3, default_timezone), updated_at = now()
     WHERE org_slug = $1
     RETURNING ${ORGANIZATION_COLUMNS}`,
    [org, locale.currency ?? null, locale.timezone ?? null],
  )
  return rows[0]
}
