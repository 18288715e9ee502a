import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Database } from '@cloudact/core/ports/sql'
import type { TableSchema } from '@cloudact/core/ports/warehouse'
import { assertTableSchema } from '../assert-table-schema.ts'
import type { LakeColumn } from '../lake-table.ts'
import { bumpVersion, lockVersion } from './lock-version.ts'
import { mergeColumns } from './merge-columns.ts'

type Existing = {
  schema_version: number
  rollup_version: number
  columns: LakeColumn[]
  definition: TableSchema
  unchanged: boolean
}

/**
 * Creates the table or adds the columns it lacks, at the end. Descriptions, `required` and the rollup follow the new
 * schema; nothing is dropped. Throws `config_invalid` when a column changes its type.
 */
export async function ensureTable(
  database: Database,
  org: OrgSlug,
  schema: TableSchema,
  now: number,
): Promise<{ readonly created: boolean; readonly addedColumns: readonly string[] }> {
  assertTableSchema(schema)
  const find = `SELECT schema_version, rollup_version, columns, definition, definition = $3::jsonb AS unchanged
    FROM lake_tables WHERE org_slug = $1 AND table_name = $2`
  const text = JSON.stringify(schema)
  const [known] = await database.query<Existing>(find, [org, schema.name, text])
  if (known?.unchanged === true) return { created: false, addedColumns: [] }

  return database.transaction(async (tx) => {
    await lockVersion(tx, org)
    const [existing] = await tx.query<Existing>(find, [org, schema.name, text])
    if (existing?.unchanged === true) return { created: false, addedColumns: [] }
    const version = existing?.schema_version ?? 0
    const columns = mergeColumns(schema, existing?.columns ?? [], version + 1)
    const added = columns.filter((column) => column.since === version + 1)
    const rollupChanged = JSON.stringify(existing?.definition.rollup) !== JSON.stringify(schema.rollup)
    await tx.query(
      `INSERT INTO lake_tables (org_slug, table_name, schema_version, columns, definition, rollup_version, created_at, updated_at)
      VALUES ($1, $2, $3, $4::jsonb, $5::jsonb, $6, $7, $7)
      ON CONFLICT (org_slug, table_name) DO UPDATE SET schema_version = $3, columns = $4::jsonb, definition = $5::jsonb,
        rollup_version = $6, updated_at = $7`,
      [
        org,
        schema.name,
        added.length > 0 ? version + 1 : version,
        JSON.stringify(columns),
        text,
        (existing?.rollup_version ?? 0) + (rollupChanged || existing === undefined ? 1 : 0),
        new Date(now),
      ],
    )
    await bumpVersion(tx, org)
    return {
      created: existing === undefined,
      addedColumns: existing === undefined ? [] : added.map(({ name }) => name),
    }
  })
}
