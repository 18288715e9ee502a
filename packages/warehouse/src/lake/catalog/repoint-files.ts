import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Database, Transaction } from '@cloudact/core/ports/sql'
import type { LakeTable, LiveSlice } from '../lake-table.ts'
import type { StagedFile } from '../parquet-file.ts'
import { bumpVersion, lockVersion } from './lock-version.ts'

/**
 * Makes live slices point at merged files instead of their own. Returns how many: a slice replaced since `slices` was
 * read is left as it is. The files left behind stay for readers that began before, until the grace time is over.
 */
export async function repointFiles(
  database: Database,
  org: OrgSlug,
  table: LakeTable,
  slices: readonly LiveSlice[],
  merged: { readonly detail: StagedFile; readonly rollup: StagedFile | undefined },
  now: Date,
): Promise<number> {
  return database.transaction(async (tx) => {
    await lockVersion(tx, org)
    await insertMerged(tx, org, table.name, 'detail', merged.detail, table.schemaVersion, now)
    if (merged.rollup !== undefined)
      await insertMerged(tx, org, table.name, 'rollup', merged.rollup, table.rollupVersion, now)
    const moved = await tx.query(
      `UPDATE lake_slice_versions SET detail_file = $2, rollup_file = coalesce($3::uuid, rollup_file)
      WHERE version_id = ANY ($1::bigint[]) AND replaced_at IS NULL RETURNING version_id`,
      [slices.map(({ versionId }) => String(versionId)), merged.detail.id, merged.rollup?.id ?? null],
    )
    const left = slices
      .flatMap(({ detail, rollup }) => [detail?.id, rollup?.id])
      .filter((id) => id !== undefined)
    await tx.query('UPDATE lake_files SET released_at = $2 WHERE file_id = ANY ($1::uuid[])', [left, now])
    await bumpVersion(tx, org)
    return moved.length
  })
}

async function insertMerged(
  tx: Transaction,
  org: OrgSlug,
  table: string,
  kind: string,
  file: StagedFile,
  schemaVersion: number,
  now: Date,
): Promise<void> {
  await tx.query(
    `INSERT INTO lake_files (file_id, org_slug, table_name, kind, path, rows, bytes, schema_version, compacted, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, true, $9)`,
    [file.id, org, table, kind, file.path, file.rows, file.bytes, schemaVersion, now],
  )
}
