import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Sql, Transaction } from '@cloudact/core/ports/sql'
import { type TimeZone, UTC } from '@cloudact/core/time-zone'

/** Makes this transaction the only one that changes the organization's slices or tables until it ends. */
export async function lockVersion(tx: Transaction, org: OrgSlug): Promise<void> {
  await tx.query('INSERT INTO bigquery_versions (org_slug, version) VALUES ($1, 0) ON CONFLICT DO NOTHING', [
    org,
  ])
  await tx.query('SELECT version FROM bigquery_versions WHERE org_slug = $1 FOR UPDATE', [org])
}

/** The same without waiting: false when another transaction has it. */
export async function tryLockVersion(tx: Transaction, org: OrgSlug): Promise<boolean> {
  const rows = await tx.query(
    'SELECT version FROM bigquery_versions WHERE org_slug = $1 FOR UPDATE SKIP LOCKED',
    [org],
  )
  return rows.length > 0
}

/** Tells every reader that what it remembered about the organization is old. */
export async function bumpVersion(tx: Transaction, org: OrgSlug): Promise<void> {
  await tx.query('UPDATE bigquery_versions SET version = version + 1 WHERE org_slug = $1', [org])
}

/** The organization's version, '0' before the first change, and whether a change is under way or was cut off. */
export async function readVersion(
  sql: Sql,
  org: OrgSlug,
): Promise<{ readonly version: string; readonly open: boolean }> {
  const [row] = await sql.query<{ version: string | null; open: boolean }>(
    `SELECT (SELECT version FROM bigquery_versions WHERE org_slug = $1) AS version,
      EXISTS (SELECT FROM bigquery_commits WHERE org_slug = $1) AS open`,
    [org],
  )
  return { version: row?.version ?? '0', open: row?.open ?? false }
}

/** The zone in which the organization's rollups count days. */
export async function readTimeZone(sql: Sql, org: OrgSlug): Promise<TimeZone> {
  const [row] = await sql.query<{ time_zone: string }>(
    'SELECT time_zone FROM bigquery_versions WHERE org_slug = $1',
    [org],
  )
  return row?.time_zone ?? UTC
}
