import { readdir, rm, stat } from 'node:fs/promises'
import { basename, join, relative, sep } from 'node:path'
import { type Collected, removeFile } from './collect-garbage.ts'
import { TEMPORARY_FOLDER, type LakeContext } from './lake-context.ts'

/**
 * Deletes files no catalog row names that are older than the orphan grace: loads that were killed, or whose commit
 * failed. Empty period folders stay; they are used again.
 */
export async function collectOrphans(lake: LakeContext): Promise<Collected> {
  const cutoff = lake.clock.now() - lake.orphanGraceSeconds * 1_000
  const old: string[] = []
  for (const entry of await readdir(lake.folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (!entry.isFile() || isTemporary(lake, path) || lake.pins.has(path)) continue
    const found = await stat(path).catch(() => undefined)
    if (found !== undefined && found.mtimeMs < cutoff) old.push(path)
  }
  // Listed first, asked second: a file committed in between is named by then.
  const named = await namedFiles(lake, old)
  const orphans = old.filter((path) => !named.has(relative(lake.folder, path)) && !lake.pins.has(path))
  let bytes = 0
  for (const path of orphans) bytes += await removeFile(path)
  await removeOldTemporaryFolders(lake, cutoff)
  if (orphans.length > 0) lake.log.info({ files: orphans.length, bytes }, 'lake orphans collected')
  return { files: orphans.length, bytes }
}

async function namedFiles(lake: LakeContext, paths: readonly string[]): Promise<Set<string>> {
  const ids = paths.map((path) => basename(path, '.parquet')).filter((id) => /^[0-9a-f-]{36}$/.test(id))
  if (ids.length === 0) return new Set()
  const rows = await lake.database.query<{ path: string }>(
    'SELECT path FROM lake_files WHERE file_id = ANY ($1::uuid[])',
    [ids],
  )
  return new Set(rows.map(({ path }) => path))
}

function isTemporary(lake: LakeContext, path: string): boolean {
  return path.startsWith(join(lake.folder, TEMPORARY_FOLDER) + sep)
}

async function removeOldTemporaryFolders(lake: LakeContext, cutoff: number): Promise<void> {
  const root = join(lake.folder, TEMPORARY_FOLDER)
  for (const name of await readdir(root)) {
    const path = join(root, name)
    const found = await stat(path).catch(() => undefined)
    if (path !== lake.temporaryFolder && found !== undefined && found.mtimeMs < cutoff) {
      await rm(path, { recursive: true, force: true })
    }
  }
}
