import { cp, mkdir, readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { EmbeddedDatabase } from '@cloudact/store/database/open-pglite'
import type { Lake } from '@cloudact/warehouse/lake/open-lake'
import { BACKUPS, UNFINISHED } from './backup-folders.ts'

export type SnapshotSource = {
  readonly dataFolder: string
  readonly database: EmbeddedDatabase
  readonly lake: Lake
}

/** Copied by their owners, or worth nothing in another folder. */
const APART = new Set(['postgres', 'lake', 'tmp', BACKUPS])

/** A command that died left its snapshot; nobody finishes it after this long. */
const ABANDONED_MILLISECONDS = 86_400_000

/**
 * Copies everything an organization's data depends on, as of one moment, into a new folder below `backups` of the data
 * folder, and returns its name. The services go on meanwhile; only the control plane waits while its own files are
 * copied. The folder is no backup until its manifest is written (`finishBackup`).
 */
export async function takeSnapshot(source: SnapshotSource, now: number): Promise<string> {
  const backups = path.join(source.dataFolder, BACKUPS)
  await mkdir(backups, { recursive: true, mode: 0o700 })
  await removeAbandoned(backups, now)
  const name = `${new Date(now).toISOString().replace(/[:.]/g, '-')}${UNFINISHED}`
  const target = path.join(backups, name)
  try {
    await mkdir(target, { mode: 0o700 })
    const files = await source.database.copyTo(path.join(target, 'postgres'), (tx) =>
      source.lake.holdFiles(tx),
    )
    try {
      await files.copyTo(path.join(target, 'lake'))
    } finally {
      files.release()
    }
    for (const entry of await readdir(source.dataFolder)) {
      if (!APART.has(entry))
        await cp(path.join(source.dataFolder, entry), path.join(target, entry), { recursive: true })
    }
    return name
  } catch (error) {
    await rm(target, { recursive: true, force: true })
    throw error
  }
}

async function removeAbandoned(backups: string, now: number): Promise<void> {
  for (const name of await readdir(backups)) {
    const folder = path.join(backups, name)
    const isOld = now - (await stat(folder)).mtimeMs > ABANDONED_MILLISECONDS
    if (name.endsWith(UNFINISHED) && isOld) await rm(folder, { recursive: true, force: true })
  }
}
