import { AppError } from '@cloudact/core/errors'
import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Sql } from '@cloudact/core/ports/sql'
import type { TableSchema } from '@cloudact/core/ports/warehouse'
import type { TimeZone } from '@cloudact/core/time-zone'
import type { LakeColumn, LakeTable } from '../../lake/lake-table.ts'

export type BigQueryTable = LakeTable & { readonly rollupStale: boolean }

type TableRow = {
  table_name: string
  schema_version: number
  columns: LakeColumn[]
  definition: TableSchema
  rollup_stale: boolean
  time_zone: TimeZone
}

/** Tables of an organization by name; those it does not have are left out. */
export async function lookUpTables(
  sql: Sql,
  org: OrgSlug,
  names: readonly string[],
): Promise<ReadonlyMap<string, BigQueryTable>> {
  if (names.length === 0) return new Map()
  const rows = await sql.query<TableRow>(
    `SELECT table_name, schema_version, columns, definition, rollup_stale, time_zone
    FROM bigquery_tables JOIN bigquery_versions USING (org_slug)
    WHERE org_slug = $1 AND table_name = ANY ($2::text[])`,
    [org, [...new Set(names)]],
  )
  return new Map(
    rows.map((row) => [
      row.table_name,
      {
        name: row.table_name,
        schemaVersion: row.schema_version,
        columns: row.columns,
        definition: row.definition,
        rollupVersion: 1,
        timeZone: row.time_zone,
        rollupStale: row.rollup_stale,
      },
    ]),
  )
}

/** Tables of an organization by name. Throws `not_found` for one it does not have. */
export async function findTables(
  sql: Sql,
  org: OrgSlug,
  names: readonly string[],
): Promise<ReadonlyMap<string, BigQueryTable>> {
  const tables = await lookUpTables(sql, org, names)
  const missing = names.find((name) => !tables.has(name))
  if (missing === undefined) return tables
  throw new AppError(
    'not_found',
    `The organization has no table "${missing}". Run its onboarding or organization sync first.`,
  )
}
