import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Sql } from '@cloudact/core/ports/sql'
import type { Slice } from '@cloudact/core/ports/warehouse'
import type { LiveSlice } from '../lake-table.ts'

/** A version of a slice that is still on disk. */
export type StoredVersion = {
  readonly generation: number
  readonly live: boolean
  readonly kept: boolean
  readonly rows: number
  readonly runId: string
  readonly slice: LiveSlice
}

/** Stored versions of a slice, newest first. */
export async function findVersions(sql: Sql, org: OrgSlug, slice: Slice): Promise<readonly StoredVersion[]> {
  const rows = await sql.query<{ version: StoredVersion }>(
    `SELECT jsonb_build_object('generation', v.generation, 'live', v.replaced_at IS NULL, 'kept', v.kept, 'rows', v.rows,
        'runId', v.run_id, 'slice', jsonb_build_object('versionId', v.version_id, 'period', s.period, 'minDay', v.min_day,
          'maxDay', v.max_day, 'rollup', NULL, 'detail', CASE WHEN d.file_id IS NOT NULL THEN jsonb_build_object(
            'id', d.file_id, 'path', d.path, 'schemaVersion', d.schema_version, 'compacted', d.compacted) END)) AS version
    FROM lake_slices s JOIN lake_slice_versions v USING (slice_id) LEFT JOIN lake_files d ON d.file_id = v.detail_file
    WHERE s.org_slug = $1 AND s.table_name = $2 AND s.pipeline_id = $3 AND s.credential_id = $4 AND s.account_id = $5
      AND s.period = $6 ORDER BY v.generation DESC`,
    [org, slice.table, slice.pipelineId, slice.credentialId, slice.accountId, slice.period],
  )
  return rows.map(({ version }) => version)
}
