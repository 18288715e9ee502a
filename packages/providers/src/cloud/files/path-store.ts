import { open, readdir, readFile, realpath, stat } from 'node:fs/promises'
import { isAbsolute, join, relative, sep } from 'node:path'
import { AppError } from '@cloudact/core/errors'
import type { FileStore, ListedFile } from './file-store.ts'

/**
 * A folder with the layout of the bucket. Keys are resolved below it and must stay below it after following links:
 * a manifest is data from outside and may name anything.
 */
export async function openPathStore(folder: string): Promise<FileStore> {
  const root = await realpath(folder).catch((cause: unknown) => {
    throw new AppError(
      'not_found',
      "The integration's folder does not exist or cannot be read. Check its path.",
      { cause },
    )
  })

  /** The folder may be the bucket or any folder inside it, so leading segments of a key that are above it are dropped. */
  async function find(key: string): Promise<string | null> {
    const segments = key.split('/').filter((segment) => segment !== '')
    for (let above = 0; above < segments.length; above += 1) {
      try {
        return await realpath(join(root, ...segments.slice(above)))
      } catch (cause) {
        if (!isMissing(cause)) throw cause
      }
    }
    return null
  }

  async function resolve(key: string): Promise<string | null> {
    const file = await find(key)
    if (file) refuseOutside(file, key)
    return file
  }

  function refuseOutside(file: string, key: string): void {
    const inside = relative(root, file)
    if (inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)) {
      throw new AppError(
        'invalid_input',
        `The manifest or prefix names a file outside its folder ("${key.slice(0, 200)}"). It was not read.`,
      )
    }
  }

  return {
    location: 'the import folder',
    async readText(key, signal) {
      const file = await resolve(key)
      if (!file) return null
      return await readFile(file, { encoding: 'utf8', signal })
    },
    async open(key, signal) {
      const file = await resolve(key)
      if (!file) return null
      const handle = await open(file)
      const { size } = await handle.stat()
      return { body: handle.createReadStream({ signal }), length: size }
    },
    async folders(folder) {
      const path = folder === '' ? root : await resolve(folder)
      if (!path) return []
      const entries = await readdir(path, { withFileTypes: true })
      return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
    },
    async list(folder, signal) {
      const path = await realpath(join(root, folder)).catch((cause: unknown) => {
        if (isMissing(cause)) return null
        throw cause
      })
      if (path === null) return []
      refuseOutside(path, folder)
      const entries = await readdir(path, { withFileTypes: true, recursive: true })
      const listed: ListedFile[] = []
      for (const entry of entries) {
        signal?.throwIfAborted()
        if (!entry.isFile()) continue
        const file = join(entry.parentPath, entry.name)
        const { size, mtimeNs } = await stat(file, { bigint: true })
        const key = relative(path, file).split(sep).join('/')
        listed.push({
          key: folder === '' ? key : `${folder}/${key}`,
          size: Number(size),
          tag: `${size}-${mtimeNs}`,
        })
      }
      return listed.sort((a, b) => (a.key < b.key ? -1 : 1))
    },
    close: () => undefined,
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
}
