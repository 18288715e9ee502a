import { addDays, formatDay } from '@cloudact/core/day'
import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Database } from '@cloudact/core/ports/sql'
import { listOrganizations } from '@cloudact/store/organizations/list-organizations'
import type { Lake } from '@cloudact/warehouse/lake/open-lake'

export type Maintenance = {
  readonly lake: Lake
  readonly database: Database
  /** Names of the per-organization tables. */
  readonly tables: readonly string[]
  /** Milliseconds since the epoch. */
  readonly now: number
}

/** Vendors still change a month this long after it ended; merging it earlier would be merging it twice. */
const SETTLED_DAYS = 35
const PAGE = 100

/**
 * Deletes replaced files past their grace time and what crashed loads left, then makes rollups again that an older
 * definition made and merges the day slices of settled months. Safe beside readers and runs, and cheap when there is nothing to do.
 */
export async function maintainLake({ lake, database, tables, now }: Maintenance): Promise<void> {
  await lake.collectGarbage()
  await lake.collectOrphans()
  const settled = addDays(formatDay(now), -SETTLED_DAYS).slice(0, 7)
  for (let offset = 0; ; offset += PAGE) {
    const { organizations } = await listOrganizations(database, { limit: PAGE, offset })
    for (const { org_slug: org } of organizations) {
      for (const table of tables) {
        await lake.rebuildRollups(org, table)
        await compactSettledMonths(lake, org, table, settled)
      }
    }
    if (organizations.length < PAGE) return
  }
}

async function compactSettledMonths(lake: Lake, org: OrgSlug, table: string, settled: string): Promise<void> {
  const slices = await lake.forOrg(org).slices(table)
  const days = slices.map(({ period }) => period).filter((period) => period.length === 'YYYY-MM-DD'.length)
  const months = new Set(days.map((day) => day.slice(0, 7)).filter((month) => month < settled))
  for (const month of months) await lake.compactMonth(org, table, month)
}
