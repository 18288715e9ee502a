import { AppError } from '@cloudact/core/errors'
import type { SourceFiles } from '@cloudact/core/ports/warehouse'
import { duckdbString } from '../sql/duckdb-dialect.ts'
import { csvHeader } from './csv-header.ts'
import { inspectFile, type InspectedFile } from './inspect-file.ts'

/**
 * Text to put after FROM for fetched files. CSV columns are text by their header names, and an empty field is NULL,
 * quoted or not. NDJSON is one column `json` in which every number has become text, because the engine would read it as
 * a float. Throws `invalid_input` for a missing, empty or truncated file.
 */
export async function sourceRelation(files: SourceFiles, signal: AbortSignal | undefined): Promise<string> {
  if (files.paths.length === 0) throw new AppError('invalid_input', 'There are no files to load.')
  if (files.format === 'parquet') {
    return `(SELECT * FROM read_parquet([${list(files.paths)}], union_by_name = true, hive_partitioning = false${named(files)}))`
  }
  const inspected: InspectedFile[] = []
  for (const path of files.paths) inspected.push(await inspectFile(path, signal))
  const read = files.format === 'csv' ? readCsv : readNdjson
  return `(${read(inspected, named(files)).join(' UNION ALL BY NAME ')})`
}

/** One reader per header and compression: columns that only some files have are NULL in the others. */
function readCsv(files: readonly InspectedFile[], fileColumn: string): string[] {
  const groups = Map.groupBy(
    files.map((file) => ({ file, names: csvHeader(file) })),
    ({ file, names }) => JSON.stringify([file.compression, names]),
  )
  return [...groups.values()].map((group) => {
    const columns = group[0]?.names.map((name) => `${duckdbString(name)}: 'VARCHAR'`) ?? []
    return (
      `SELECT * FROM read_csv([${list(group.map(({ file }) => file.path))}], auto_detect = false, header = true, ` +
      `columns = {${columns.join(', ')}}, delim = ',', quote = '"', escape = '"', strict_mode = true, ` +
      `null_padding = false, compression = '${group[0]?.file.compression ?? 'none'}', hive_partitioning = false${fileColumn})`
    )
  })
}

/** Raw control characters cannot occur in JSON, so they mark the numbers while strings are stepped over whole. */
const NUMBER_OR_STRING = `("(?:[^"\\\\]|\\\\.)*")|(-?[0-9]+(?:[.][0-9]+)?(?:[eE][+-]?[0-9]+)?)`

function readNdjson(files: readonly InspectedFile[], fileColumn: string): string[] {
  const marked = `regexp_replace(json::VARCHAR, ${duckdbString(NUMBER_OR_STRING)}, '\\1' || chr(1) || '\\2' || chr(2), 'g')`
  const quoted = `replace(replace(replace(${marked}, chr(1) || chr(2), ''), chr(1), '"'), chr(2), '"')`
  return [...Map.groupBy(files, ({ compression }) => compression)].map(([compression, group]) => {
    const name = compression === 'gzip' ? 'gzip' : 'uncompressed'
    const kept = fileColumn === '' ? '' : ', * EXCLUDE (json)'
    return `SELECT ${quoted} AS json${kept} FROM read_ndjson_objects([${list(group.map(({ path }) => path))}], compression = '${name}'${fileColumn})`
  })
}

/** The option of every reader that says from which file a row is. */
function named({ fileColumn }: SourceFiles): string {
  return fileColumn === undefined ? '' : `, filename = ${duckdbString(fileColumn)}`
}

function list(paths: readonly string[]): string {
  return paths.map(duckdbString).join(', ')
}
