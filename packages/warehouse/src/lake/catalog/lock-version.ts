import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Transaction } from '@cloudact/core/ports/sql'

/** Makes this transaction the only one that changes the organization's catalog until it ends. */
export async function lockVersion(tx: Transaction, org: OrgSlug): Promise<void> {
  await tx.query('INSERT INTO lake_versions (org_slug, version) VALUES ($1, 0) ON CONFLICT DO NOTHING', [org])
  await tx.query('SELECT version FROM lake_versions WHERE org_slug = $1 FOR UPDATE', [org])
}

/** Tells every reader that what it remembered about the organization is old. */
export async function bumpVersion(tx: Transaction, org: OrgSlug): Promise<void> {
  await tx.query('UPDATE lake_versions SET version = version + 1 WHERE org_slug = $1', [org])
}
