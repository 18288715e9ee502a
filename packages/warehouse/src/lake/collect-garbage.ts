import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { releaseFiles } from './catalog/release-files.ts'
import type { LakeContext } from './lake-context.ts'

export type Collected = { readonly files: number; readonly bytes: number }

/** Deletes what the catalog no longer needs. The rows go first: a crash in between leaves an orphan, never a hole. */
export async function collectGarbage(lake: LakeContext): Promise<Collected> {
  const cutoff = new Date(lake.clock.now() - lake.graceSeconds * 1_000)
  const paths = await releaseFiles(lake.database, cutoff, (path) => lake.pins.has(join(lake.folder, path)))
  let bytes = 0
  for (const path of paths) bytes += await removeFile(join(lake.folder, path))
  if (paths.length > 0) lake.log.info({ files: paths.length, bytes }, 'lake garbage collected')
  return { files: paths.length, bytes }
}

/** Returns its size; a file that is gone already counts nothing. */
export async function removeFile(path: string): Promise<number> {
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  )
  await rm(path, { force: true })
  return size
}
