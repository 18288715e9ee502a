import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { AppError } from '@cloudact/core/errors'
import { fetchFile } from '../files/fetch-file.ts'
import { nameOf } from '../files/file-name.ts'
import type { FileStore, ListedFile } from '../files/file-store.ts'
import type { ParquetType } from '../files/parquet-type.ts'
import { fieldsOf, formatOf, type ExportFormat } from './export-file.ts'
import { refuseOtherThanExport, type ExportShape } from './raw-select.ts'

/** The files of an exported table as they lie in a folder. */
export type ListedExport = {
  readonly format: ExportFormat
  readonly files: readonly ListedFile[]
  /** Changes when a file comes, goes or is written anew. */
  readonly deliveryId: string
}

/** The files, here and understood. */
export type FetchedExport = ExportShape & {
  readonly deliveryId: string
  readonly paths: readonly string[]
  readonly names: readonly string[]
}

/** Throws `not_found` for a folder without data files and `invalid_input` for one with files of several formats. */
export async function listExport(store: FileStore, signal: AbortSignal): Promise<ListedExport> {
  const files = (await store.list('', signal)).filter(({ key }) => formatOf(key) !== null)
  const [format, ...others] = new Set(files.map(({ key }) => formatOf(key)))
  if (!format) {
    throw new AppError(
      'not_found',
      `${store.location} holds no Parquet, JSON Lines or CSV file. Export the billing table into it.`,
    )
  }
  if (others.length > 0) {
    throw new AppError(
      'invalid_input',
      `${store.location} holds files of several formats; together they could count a line twice. Keep one export of the billing table there.`,
    )
  }
  const hash = createHash('sha256')
  for (const { key, size, tag } of files) hash.update(`${key}\n${size}\n${tag ?? ''}\n`)
  return { format, files, deliveryId: hash.digest('hex').slice(0, 32) }
}

/** Fetches every file whole. Throws what a person can act on; nothing has been written to the warehouse then. */
export async function fetchExport(
  store: FileStore,
  { format, files, deliveryId }: ListedExport,
  folder: string,
  options: { readonly signal: AbortSignal; readonly onFile: (done: number, all: number) => void },
): Promise<FetchedExport> {
  const paths: string[] = []
  const fields = new Map<string, ParquetType>()
  for (const [index, { key }] of files.entries()) {
    options.signal.throwIfAborted()
    const path = join(folder, `export-${index}.${format}`)
    await fetchWhole(store, key, path, options.signal)
    const own = await fieldsOf(path, format, nameOf(key), options.signal)
    refuseOtherThanExport(own, nameOf(key))
    for (const [name, type] of own) {
      const known = fields.get(name)
      if (known && known.kind !== 'nothing' && JSON.stringify(known) !== JSON.stringify(type)) {
        throw new AppError(
          'invalid_input',
          `"${name}" is ${type.kind} in "${nameOf(key)}" and ${known.kind} in a file before it. Export the table at once. Every month was left as it was.`,
        )
      }
      fields.set(name, type)
    }
    paths.push(path)
    options.onFile(index + 1, files.length)
  }
  return { format, fields, deliveryId, paths, names: files.map(({ key }) => nameOf(key)) }
}

async function fetchWhole(store: FileStore, key: string, path: string, signal: AbortSignal): Promise<void> {
  const fetched = await fetchFile(store, key, path, signal)
  if (fetched.kind === 'missing') {
    throw new AppError(
      'provider_unavailable',
      `"${nameOf(key)}" went away while the files were read. Every month was left as it was; the run will try again.`,
    )
  }
  if (fetched.kind === 'damaged') {
    throw new AppError(
      'invalid_input',
      `"${nameOf(key)}" cannot be used: ${fetched.how}. Every month was left as it was. Export the table again.`,
      { cause: fetched.cause },
    )
  }
}
