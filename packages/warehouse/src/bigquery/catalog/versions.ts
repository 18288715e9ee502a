import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Sql } from '@cloudact/core/ports/sql'

/** A state of a slice: the live one, or the one it had before it was last changed. */
export type SliceVersion = { readonly generation: number; readonly rows: number; readonly runId: string }

type VersionsRow = {
  live: boolean
  generation: number
  rows: string
  run_id: string
  previous: SliceVersion | null
}

/** The live version of a slice and the kept one before it, each where there is one. */
export async function findVersions(
  sql: Sql,
  org: OrgSlug,
  sliceId: string,
): Promise<{ readonly live?: SliceVersion; readonly previous?: SliceVersion }> {
  const [row] = await sql.query<VersionsRow>(
    'SELECT live, generation, rows, run_id, previous FROM bigquery_slices WHERE org_slug = $1 AND slice_id = $2',
    [org, sliceId],
  )
  if (row === undefined) return {}
  return {
    ...(row.live && { live: { generation: row.generation, rows: Number(row.rows), runId: row.run_id } }),
    ...(row.previous !== null && { previous: row.previous }),
  }
}
