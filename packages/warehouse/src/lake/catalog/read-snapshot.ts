import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Sql } from '@cloudact/core/ports/sql'
import type { TableSchema } from '@cloudact/core/ports/warehouse'
import type { LakeColumn, LakeTable, LiveSlice } from '../lake-table.ts'

export type TableSnapshot = { readonly table: LakeTable; readonly slices: readonly LiveSlice[] }

type TableRow = {
  version: string
  time_zone: string
  table_name: string | null
  schema_version: number
  rollup_version: number
  columns: LakeColumn[]
  definition: TableSchema
  slices: LiveSlice[] | null
}

/** Tables and their live slices, with the organization's version, in one statement and so as of one moment. */
export async function readSnapshot(
  sql: Sql,
  org: OrgSlug,
  tables: readonly string[],
): Promise<{ readonly version: string; readonly tables: Map<string, TableSnapshot> }> {
  const rows = await sql.query<TableRow>(
    `SELECT coalesce(o.version, 0) AS version, coalesce(o.time_zone, 'UTC') AS time_zone, t.table_name, t.schema_version, t.rollup_version, t.columns, t.definition,
      (SELECT jsonb_agg(jsonb_build_object(
          'versionId', v.version_id, 'period', s.period, 'minDay', v.min_day, 'maxDay', v.max_day,
          'detail', CASE WHEN d.file_id IS NOT NULL THEN jsonb_build_object('id', d.file_id, 'path', d.path,
            'schemaVersion', d.schema_version, 'compacted', d.compacted) END,
          'rollup', CASE WHEN r.file_id IS NOT NULL THEN jsonb_build_object('id', r.file_id, 'path', r.path,
            'schemaVersion', r.schema_version, 'compacted', r.compacted) END) ORDER BY s.period, v.version_id)
        FROM lake_slices s JOIN lake_slice_versions v ON v.slice_id = s.slice_id AND v.replaced_at IS NULL
          LEFT JOIN lake_files d ON d.file_id = v.detail_file LEFT JOIN lake_files r ON r.file_id = v.rollup_file
        WHERE s.org_slug = t.org_slug AND s.table_name = t.table_name) AS slices
    FROM (SELECT $1::text AS org_slug) AS me
      LEFT JOIN lake_versions o ON o.org_slug = me.org_slug
      LEFT JOIN lake_tables t ON t.org_slug = me.org_slug AND t.table_name = ANY ($2::text[])`,
    [org, tables],
  )
  const found = new Map<string, TableSnapshot>()
  for (const row of rows) {
    if (row.table_name === null) continue
    const table: LakeTable = {
      name: row.table_name,
      schemaVersion: row.schema_version,
      columns: row.columns,
      definition: row.definition,
      rollupVersion: row.rollup_version,
      timeZone: row.time_zone,
    }
    found.set(row.table_name, { table, slices: row.slices ?? [] })
  }
  return { version: rows[0]?.version ?? '0', tables: found }
}
