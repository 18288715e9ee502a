import type { Database } from '@cloudact/core/ports/sql'

const BATCH = 500

/**
 * Forgets slice versions replaced before `cutoff` that are not kept, then every file nothing refers to any more, and
 * returns the paths of those files. `isBusy` holds a file back until the next time.
 */
export async function releaseFiles(
  database: Database,
  cutoff: Date,
  isBusy: (path: string) => boolean,
): Promise<readonly string[]> {
  await database.query('DELETE FROM lake_slice_versions WHERE replaced_at < $1 AND NOT kept', [cutoff])
  const candidates = await database.query<{ file_id: string; path: string }>(
    `SELECT f.file_id, f.path FROM lake_files f
    WHERE coalesce(f.released_at, f.created_at) < $1
      AND NOT EXISTS (SELECT FROM lake_slice_versions v WHERE v.detail_file = f.file_id)
      AND NOT EXISTS (SELECT FROM lake_slice_versions v WHERE v.rollup_file = f.file_id)`,
    [cutoff],
  )
  const free = candidates.filter(({ path }) => !isBusy(path))
  const paths: string[] = []
  for (let at = 0; at < free.length; at += BATCH) {
    const deleted = await database.query<{ path: string }>(
      'DELETE FROM lake_files WHERE file_id = ANY ($1::uuid[]) RETURNING path',
      [free.slice(at, at + BATCH).map(({ file_id }) => file_id)],
    )
    paths.push(...deleted.map(({ path }) => path))
  }
  return paths
}
