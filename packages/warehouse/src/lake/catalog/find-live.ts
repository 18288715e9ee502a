import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Sql } from '@cloudact/core/ports/sql'
import type { Slice } from '@cloudact/core/ports/warehouse'
import { sliceKey } from '../assert-slice.ts'
import type { LakeFile } from '../lake-table.ts'
import { sliceRecords, SLICE_RECORD } from './slice-records.ts'

export type LiveVersion = {
  readonly versionId: number
  readonly sliceId: number
  readonly generation: number
  readonly rows: number
  readonly bytes: number
  readonly contentHash: string | null
  readonly schemaVersion: number | null
  readonly detail: LakeFile | null
}

type LiveRow = {
  table_name: string
  pipeline_id: string
  credential_id: string
  account_id: string
  period: string
  live: LiveVersion
}

/** The live versions of the given slices that have one, by `sliceKey`. */
export async function findLive(
  sql: Sql,
  org: OrgSlug,
  slices: readonly Slice[],
): Promise<Map<string, LiveVersion>> {
  const rows = await sql.query<LiveRow>(
    `SELECT s.table_name, s.pipeline_id, s.credential_id, s.account_id, s.period, jsonb_build_object(
        'versionId', v.version_id, 'sliceId', s.slice_id, 'generation', v.generation, 'rows', v.rows, 'bytes', v.bytes,
        'contentHash', v.content_hash, 'schemaVersion', d.schema_version,
        'detail', CASE WHEN d.file_id IS NOT NULL THEN jsonb_build_object('id', d.file_id, 'path', d.path,
          'schemaVersion', d.schema_version, 'compacted', d.compacted) END) AS live
    FROM ${SLICE_RECORD}
      JOIN lake_slices s USING (table_name, pipeline_id, credential_id, account_id, period)
      JOIN lake_slice_versions v ON v.slice_id = s.slice_id AND v.replaced_at IS NULL
      LEFT JOIN lake_files d ON d.file_id = v.detail_file
    WHERE s.org_slug = $1`,
    [org, sliceRecords(slices)],
  )
  return new Map(
    rows.map((row) => [
      sliceKey({
        table: row.table_name,
        pipelineId: row.pipeline_id,
        credentialId: row.credential_id,
        accountId: row.account_id,
        period: row.period,
      }),
      row.live,
    ]),
  )
}
