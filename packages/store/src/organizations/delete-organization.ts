import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Transaction } from '@cloudact/core/ports/sql'

/**
 * Removes an organization and everything that refers to it. The audit log stays. Returns the tables rows were removed
 * from, in order of their names; empty when there was no such organization.
 */
export async function deleteOrganization(tx: Transaction, org: OrgSlug): Promise<string[]> {
  const references = await tx.query<{ table_name: string; column_name: string }>(
    `SELECT relation.relname AS table_name, attribute.attname AS column_name
     FROM pg_constraint AS reference
     JOIN pg_class AS relation ON relation.oid = reference.conrelid
     JOIN pg_attribute AS attribute ON attribute.attrelid = reference.conrelid AND attribute.attnum = reference.conkey[1]
     WHERE reference.contype = 'f' AND reference.confrelid = 'org_profiles'::regclass
     ORDER BY relation.relname`,
  )
  const touched: string[] = []
  for (const { table_name: table, column_name: column } of references) {
    // Names come from the database's own catalog, quoted.
    const found = await tx.query(`SELECT 1 FROM "${table}" WHERE "${column}" = $1 LIMIT 1`, [org])
    if (found.length > 0) touched.push(table)
  }
  await tx.query('DELETE FROM org_idempotency_keys WHERE org_slug = $1', [org])
  const removed = await tx.query('DELETE FROM org_profiles WHERE org_slug = $1 RETURNING org_slug', [org])
  return removed.length === 0 ? [] : [...touched, 'org_profiles']
}
