import { cp, readdir, rename, rm, rmdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '@cloudact/core/errors'
import { type Manifest, readManifest, verifyFiles } from './manifest.ts'

/**
 * Makes `dataFolder`, which must be absent or empty, what the backup holds. The copy is checked against the manifest
 * before it gets its name, so a damaged backup or a full disk leaves no half data folder. Throws `invalid_input` and
 * `conflict`.
 */
export async function restoreBackup(folder: string, dataFolder: string): Promise<Manifest> {
  const manifest = await readManifest(folder)
  await assertEmpty(dataFolder)
  const making = `${dataFolder}.restoring`
  await rm(making, { recursive: true, force: true })
  try {
    await cp(folder, making, { recursive: true })
    await verifyFiles(making, manifest)
    await rm(path.join(making, 'manifest.json'))
    await rmdir(dataFolder).catch(ignoreAbsent)
    await rename(making, dataFolder)
  } finally {
    await rm(making, { recursive: true, force: true })
  }
  return manifest
}

async function assertEmpty(dataFolder: string): Promise<void> {
  const found = await stat(dataFolder).catch(ignoreAbsent)
  if (found === undefined || (found.isDirectory() && (await readdir(dataFolder)).length === 0)) return
  throw new AppError(
    'conflict',
    `${dataFolder} is not empty. A backup is restored into a new folder: set CLOUDACT_DATA_DIR to one, or move this one away.`,
  )
}

function ignoreAbsent(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
  throw error
}
