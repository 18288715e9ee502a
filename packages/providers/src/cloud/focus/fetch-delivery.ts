import { join } from 'node:path'
import type { Mapper } from '@cloudact/catalog/mapper'
import { AppError } from '@cloudact/core/errors'
import { versionOfColumns } from '@cloudact/focus/other-versions'
import { readCsvHead } from '../files/csv.ts'
import { fetchFile } from '../files/fetch-file.ts'
import type { FileStore } from '../files/file-store.ts'
import { readParquetFooter } from '../files/parquet-footer.ts'
import type { ParquetType } from '../files/parquet-type.ts'
import { sourceOf } from './columns.ts'
import { nameOf } from '../files/file-name.ts'
import { bundleSmall } from './bundle-small.ts'
import type { DeliveredFile } from './delivery.ts'
import type { FocusFile } from './focus-file.ts'
import { writeJsonlAsCsv } from './jsonl-to-csv.ts'
import { writeMappedCsv } from './map-csv.ts'
import { FOCUS_COLUMNS, refuseOtherThanFocus } from './raw-select.ts'

export type FetchOptions = {
  readonly signal: AbortSignal
  /** Version stated for the whole delivery; else each file's columns tell. */
  readonly version: string | null
  /** Turns CSV files of another shape into FOCUS rows. */
  readonly mapper: Mapper | null
  readonly onFile: (done: number, all: number) => void
}

/** Requests at once: enough to hide the latency of a store, few enough not to be limited. */
const AT_ONCE = 8
/** What mappers are written in. */
const MAPPED_TO = '1.3'
const TEXT: ParquetType = { kind: 'text' }

/**
 * Fetches every file into `folder`, whole and readable, small ones joined. Throws what a person can act on; nothing has
 * been written to the warehouse then.
 */
export async function fetchDelivery(
  store: FileStore,
  files: readonly DeliveredFile[],
  folder: string,
  options: FetchOptions,
): Promise<readonly FocusFile[]> {
  const fetched: FocusFile[] = []
  const queue = [...files.entries()]
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      options.signal.throwIfAborted()
      const [index, file] = next
      fetched[index] = await fetchOne(store, file, join(folder, String(index)), options)
      options.onFile(files.length - queue.length, files.length)
    }
  }
  // The queue is emptied on the first failure, so that no worker goes on behind it.
  const workers = Array.from({ length: Math.min(AT_ONCE, files.length) }, () =>
    work().catch((error: unknown) => {
      queue.length = 0
      throw error
    }),
  )
  const failed = (await Promise.allSettled(workers)).find((worker) => worker.status === 'rejected')
  if (failed) throw failed.reason
  return bundleSmall(fetched, folder, options.signal)
}

async function fetchOne(
  store: FileStore,
  file: DeliveredFile,
  stem: string,
  options: FetchOptions,
): Promise<FocusFile> {
  const { signal, version, mapper } = options
  const name = nameOf(file.key)
  if (mapper && file.format !== 'csv') {
    throw new AppError(
      'invalid_input',
      `"${name}" is no CSV file, and the mapper "${mapper.name}" reads nothing else. Every month was left as it was.`,
    )
  }
  const path = `${stem}${mapper ? '-given' : ''}.${file.format}`
  const fetched = await fetchFile(store, file.key, path, signal)
  if (fetched.kind === 'missing') {
    throw new AppError(
      'provider_unavailable',
      `"${name}" went away while the files were read. Every month was left as it was; the run will try again.`,
    )
  }
  if (fetched.kind === 'damaged') {
    throw new AppError(
      'invalid_input',
      `"${name}" cannot be used: ${fetched.how}. Every month was left as it was. Deliver the file again.`,
      { cause: fetched.cause },
    )
  }
  const columns =
    file.format === 'parquet'
      ? ((await readParquetFooter(path))?.types ?? new Map<string, ParquetType>())
      : new Map((await textColumns(file, path, `${stem}.csv`, options)).map((column) => [column, TEXT]))
  refuseOtherThanFocus(columns, name)
  const readable = file.format === 'parquet' ? path : `${stem}.csv`
  return {
    name: file.key,
    path: readable,
    parts: [{ name, path: readable }],
    format: file.format === 'parquet' ? 'parquet' : 'csv',
    columns,
    version:
      version ?? (mapper ? MAPPED_TO : versionOfColumns(FOCUS_COLUMNS.filter((id) => sourceOf(columns, id)))),
  }
}

async function textColumns(
  file: DeliveredFile,
  path: string,
  csv: string,
  { signal, mapper }: FetchOptions,
): Promise<readonly string[]> {
  const name = nameOf(file.key)
  if (mapper) return writeMappedCsv(path, csv, mapper, { name, signal })
  if (file.format === 'jsonl') return writeJsonlAsCsv(path, csv, { name, signal })
  return (await readCsvHead(path, name)).header
}
