import { basename } from 'node:path'
import { AppError } from '@cloudact/core/errors'
import type { SourceFiles } from '@cloudact/core/ports/warehouse'

const SUFFIXES: readonly (readonly [RegExp, SourceFiles['format']])[] = [
  [/\.csv(\.gz)?$/i, 'csv'],
  [/\.parquet$/i, 'parquet'],
  [/\.(jsonl|ndjson)(\.gz)?$/i, 'ndjson'],
]

/** What a file holds, by its name. Throws `invalid_input` for one of another kind. */
export function datasetFormat(path: string): SourceFiles['format'] {
  const found = SUFFIXES.find(([suffix]) => suffix.test(path))
  if (found !== undefined) return found[1]
  throw new AppError(
    'invalid_input',
    `"${basename(path)}" is of a kind that cannot be read. Give a .csv, .csv.gz, .parquet, .jsonl or .jsonl.gz file.`,
  )
}
