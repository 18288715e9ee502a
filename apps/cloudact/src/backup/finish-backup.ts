import { cp, mkdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '@cloudact/core/errors'
import { BACKUPS, UNFINISHED } from './backup-folders.ts'
import { type Manifest, writeManifest } from './manifest.ts'

export type Backup = { readonly folder: string; readonly manifest: Manifest }

/**
 * Makes a snapshot a backup: moves it to `target` (by default beside the snapshot, without the ending), writes the
 * manifest last. A folder without a manifest is never taken for a backup.
 */
export async function finishBackup(
  dataFolder: string,
  snapshot: string,
  options: { readonly target: string | undefined; readonly keys: boolean; readonly takenAt: Date },
): Promise<Backup> {
  const from = path.join(dataFolder, BACKUPS, snapshot)
  const folder = options.target ?? from.slice(0, -UNFINISHED.length)
  if (!options.keys) await rm(path.join(from, 'keys'), { recursive: true, force: true })
  await mkdir(path.dirname(folder), { recursive: true })
  await move(from, folder)
  return { folder, manifest: await writeManifest(folder, options.takenAt) }
}

async function move(from: string, to: string): Promise<void> {
  try {
    await rename(from, to)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOTEMPTY' || code === 'EEXIST' || code === 'ENOTDIR')
      throw new AppError('conflict', `${to} exists already. Name a folder that does not.`, { cause: error })
    if (code !== 'EXDEV') throw error
    // Another disk.
    await cp(from, to, { recursive: true, errorOnExist: true, force: false })
    await rm(from, { recursive: true })
  }
}
