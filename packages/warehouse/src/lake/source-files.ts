import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { AppError } from '@cloudact/core/errors'
import type { SourceFiles } from '@cloudact/core/ports/warehouse'
import { duckdbString } from '../sql/duckdb-dialect.ts'

/**
 * Text to put after FROM for fetched files. CSV columns are text, and an unquoted empty field is NULL. NDJSON is one
 * column `json` in which every number has become text, because the engine would read it as a float. Throws
 * `invalid_input` for a missing or truncated file.
 */
export async function sourceRelation(files: SourceFiles, signal: AbortSignal | undefined): Promise<string> {
  if (files.paths.length === 0) throw new AppError('invalid_input', 'There are no files to load.')
  if (files.format === 'parquet') {
    return `(SELECT * FROM read_parquet([${list(files.paths)}], union_by_name = true, hive_partitioning = false))`
  }
  const zipped: string[] = []
  const plain: string[] = []
  for (const path of files.paths) ((await isGzip(path, signal)) ? zipped : plain).push(path)
  const read = files.format === 'csv' ? readCsv : readNdjson
  const selects = [
    ...(plain.length > 0 ? [read(plain, 'none')] : []),
    ...(zipped.length > 0 ? [read(zipped, 'gzip')] : []),
  ]
  return `(${selects.join(' UNION ALL BY NAME ')})`
}

function readCsv(paths: readonly string[], compression: string): string {
  return (
    `SELECT * FROM read_csv([${list(paths)}], all_varchar = true, header = true, delim = ',', quote = '"', ` +
    `escape = '"', strict_mode = true, null_padding = false, union_by_name = true, compression = '${compression}', ` +
    `max_line_size = 16777216, hive_partitioning = false)`
  )
}

/** Raw control characters cannot occur in JSON, so they mark the numbers while strings are stepped over whole. */
const NUMBER_OR_STRING = `("(?:[^"\\\\]|\\\\.)*")|(-?[0-9]+(?:[.][0-9]+)?(?:[eE][+-]?[0-9]+)?)`

function readNdjson(paths: readonly string[], compression: string): string {
  const marked = `regexp_replace(json::VARCHAR, ${duckdbString(NUMBER_OR_STRING)}, '\\1' || chr(1) || '\\2' || chr(2), 'g')`
  const quoted = `replace(replace(replace(${marked}, chr(1) || chr(2), ''), chr(1), '"'), chr(2), '"')`
  return `SELECT ${quoted} AS json FROM read_ndjson_objects([${list(paths)}], compression = '${compression}', maximum_object_size = 67108864)`
}

/** By content, not by name. The engine does not notice a cut gzip file, so it is read through once. */
async function isGzip(path: string, signal: AbortSignal | undefined): Promise<boolean> {
  const name = basename(path)
  let head: Buffer
  try {
    const handle = await open(path, 'r')
    try {
      head = (await handle.read(Buffer.alloc(2), 0, 2, 0)).buffer
    } finally {
      await handle.close()
    }
  } catch (error) {
    throw new AppError('invalid_input', `The file "${name}" cannot be opened.`, {
      cause: error,
      detail: { path },
    })
  }
  if (head[0] !== 0x1f || head[1] !== 0x8b) return false
  try {
    const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
    await pipeline(createReadStream(path), createGunzip({ chunkSize: 1 << 20 }), nowhere, { signal })
  } catch (error) {
    if (signal?.aborted === true) throw new AppError('cancelled', 'The load was cancelled.', { cause: error })
    throw new AppError(
      'invalid_input',
      `The file "${name}" is not a whole gzip file: it was cut off or damaged. Fetch it again.`,
      {
        cause: error,
        detail: { path },
      },
    )
  }
  return true
}

function list(paths: readonly string[]): string {
  return paths.map(duckdbString).join(', ')
}
