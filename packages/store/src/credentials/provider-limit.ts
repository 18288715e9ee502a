import { AppError } from '@cloudact/core/errors'
import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Sql } from '@cloudact/core/ports/sql'
import { listConfiguredProviders } from './list-credentials.ts'

/** Refuses a provider beyond the plan's number; null is unlimited. Throws `quota_exceeded`. */
export async function refuseBeyondProviderLimit(
  sql: Sql,
  org: OrgSlug,
  provider: string,
  limit: number | null,
): Promise<void> {
  if (limit === null) return
  const others = (await listConfiguredProviders(sql, org)).filter((configured) => configured !== provider)
  if (others.length < limit) return
  throw new AppError(
    'quota_exceeded',
    `The plan allows ${limit} providers and that is used up. Remove one, or change the plan.`,
    { public: { limit: 'providers', limit_value: limit } },
  )
}
