import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Database } from '@cloudact/core/ports/sql'
import type { LakeTable, LiveSlice } from '../lake-table.ts'
import type { StagedFile } from '../parquet-file.ts'
import { bumpVersion, lockVersion } from './lock-version.ts'

/**
 * Gives one live slice a new rollup file. False when the slice or its rollup was replaced meanwhile: the file is left
 * to garbage collection.
 */
export async function repointRollup(
  database: Database,
  org: OrgSlug,
  table: LakeTable,
  slice: LiveSlice,
  file: StagedFile,
  now: Date,
): Promise<boolean> {
  return database.transaction(async (tx) => {
    await lockVersion(tx, org)
    const [live] = await tx.query(
      `SELECT version_id FROM lake_slice_versions
      WHERE version_id = $1 AND replaced_at IS NULL AND rollup_file IS NOT DISTINCT FROM $2::uuid`,
      [slice.versionId, slice.rollup?.id ?? null],
    )
    await tx.query(
      `INSERT INTO lake_files (file_id, org_slug, table_name, kind, path, rows, bytes, schema_version, created_at, released_at)
      VALUES ($1, $2, $3, 'rollup', $4, $5, $6, $7, $8, $9)`,
      [
        file.id,
        org,
        table.name,
        file.path,
        file.rows,
        file.bytes,
        table.rollupVersion,
        now,
        live === undefined ? now : null,
      ],
    )
    if (live === undefined) return false
    await tx.query('UPDATE lake_slice_versions SET rollup_file = $2 WHERE version_id = $1', [
      slice.versionId,
      file.id,
    ])
    if (slice.rollup !== null) {
      await tx.query('UPDATE lake_files SET released_at = $2 WHERE file_id = $1', [slice.rollup.id, now])
    }
    await bumpVersion(tx, org)
    return true
  })
}
