import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Sql } from '@cloudact/core/ports/sql'

export type SchedulableOrg = {
  readonly org_slug: OrgSlug
  /** Registry keys of the providers with an active credential that was not found invalid. */
  readonly providers: readonly string[]
}

/** Organizations whose pipelines may run: active, with a subscription that is ACTIVE or TRIAL. */
export async function listSchedulableOrgs(sql: Sql, org?: OrgSlug): Promise<SchedulableOrg[]> {
  return sql.query<SchedulableOrg>(
    `SELECT p.org_slug, coalesce(array_agg(DISTINCT c.provider) FILTER (WHERE c.provider IS NOT NULL), '{}') AS providers
     FROM org_profiles p
     JOIN org_subscriptions s ON s.org_slug = p.org_slug AND s.status IN ('ACTIVE', 'TRIAL')
     LEFT JOIN org_integration_credentials c ON c.org_slug = p.org_slug AND c.is_active
       AND c.validation_status NOT IN ('INVALID', 'EXPIRED') AND (c.expires_at IS NULL OR c.expires_at > now())
     WHERE upper(p.status) IN ('ACTIVE', 'TRIAL') AND ($1::text IS NULL OR p.org_slug = $1)
     GROUP BY p.org_slug ORDER BY p.org_slug`,
    [org ?? null],
  )
}
