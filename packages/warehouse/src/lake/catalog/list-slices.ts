import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Sql } from '@cloudact/core/ports/sql'
import type { SliceInfo } from '@cloudact/core/ports/warehouse'

type SliceRow = {
  pipeline_id: string
  credential_id: string
  account_id: string
  period: string
  rows: string
  bytes: string
  generation: number
  run_id: string
  committed_at: Date
}

/** Live slices of a table, newest commit first. */
export async function listSlices(sql: Sql, org: OrgSlug, table: string): Promise<readonly SliceInfo[]> {
  const rows = await sql.query<SliceRow>(
    `SELECT s.pipeline_id, s.credential_id, s.account_id, s.period, v.rows, v.bytes, v.generation, v.run_id, v.committed_at
    FROM lake_slices s JOIN lake_slice_versions v ON v.slice_id = s.slice_id AND v.replaced_at IS NULL
    WHERE s.org_slug = $1 AND s.table_name = $2 ORDER BY v.committed_at DESC, v.version_id DESC`,
    [org, table],
  )
  return rows.map((row) => ({
    table,
    pipelineId: row.pipeline_id,
    credentialId: row.credential_id,
    accountId: row.account_id,
    period: row.period,
    rows: Number(row.rows),
    bytes: Number(row.bytes),
    generation: row.generation,
    runId: row.run_id,
    committedAt: row.committed_at,
  }))
}
