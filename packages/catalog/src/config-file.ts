import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { AppError } from '@cloudact/core/errors'

/** A file of a configuration folder. */
export type ConfigFile = {
  /** As opened, for messages. */
  readonly file: string
  /** Below its configuration folder, with `/`: `system/providers.yml`. */
  readonly path: string
  readonly text: string
  /** From an overlay, not from the base folder. */
  readonly overlay: boolean
}

/**
 * Every file of one folder, sorted by path. Names that start with a dot are left out, and so are Markdown files.
 * Throws `config_invalid` when the folder cannot be read.
 */
export function readConfigFolder(folder: string, overlay: boolean): ConfigFile[] {
  if (!isFolder(folder)) {
    throw new AppError(
      'config_invalid',
      `The configuration folder "${folder}" does not exist or is not a folder.`,
    )
  }
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.md'))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ file, path: relative(folder, file).split(sep).join('/') }))
    .filter(({ path }) => !path.split('/').some((segment) => segment.startsWith('.')))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ file, path }) => ({ file, path, text: readFileSync(file, 'utf8'), overlay }))
}

function isFolder(folder: string): boolean {
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false
}
