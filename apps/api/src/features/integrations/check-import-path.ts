import { realpath } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '@cloudact/core/errors'

/**
 * Refuses a local path unless it lies, links followed, under a folder the operator allowed. The message is the same for
 * what is outside and what does not exist, so that the file system cannot be explored. Throws `invalid_input`.
 */
export async function checkImportPath(given: string, importFolders: readonly string[]): Promise<void> {
  if (importFolders.length === 0) {
    throw refused(
      'This installation imports nothing from local folders. The operator allows one with CLOUDACT_IMPORT_DIRS.',
    )
  }
  const real = path.isAbsolute(given) ? await realPathOf(given) : undefined
  const folders = await Promise.all(importFolders.map(realPathOf))
  const inside = folders.some((folder) => folder !== undefined && real !== undefined && lies(real, folder))
  if (!inside)
    throw refused(
      'The folder was not found under the folders this installation imports from. Give its absolute path.',
    )
}

function lies(child: string, folder: string): boolean {
  const relative = path.relative(folder, child)
  return relative === '' || (!relative.startsWith('..') && !path.isAbsolute(relative))
}

async function realPathOf(name: string): Promise<string | undefined> {
  try {
    return await realpath(name)
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined
    throw error
  }
}

function refused(message: string): AppError {
  return new AppError('invalid_input', message, { faults: [{ path: 'body.metadata.path', message }] })
}
