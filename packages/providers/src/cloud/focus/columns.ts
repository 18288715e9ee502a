import { RENAMED_COLUMNS } from '@cloudact/focus/other-versions'
import { AppError } from '@cloudact/core/errors'
import type { ParquetType } from '../files/parquet-type.ts'
import type { FocusFile } from './focus-file.ts'
import { nameOf } from '../files/file-name.ts'

/** Columns of some files together, spelled as the first file that has them does. */
export type SourceColumns = ReadonlyMap<string, ParquetType>

/**
 * Columns of files that are read as one. Throws `invalid_input` when two files store a column in types between which
 * amounts could lose digits.
 */
export function columnsOf(files: readonly FocusFile[]): SourceColumns {
  const columns = new Map<string, ParquetType>()
  const spelling = new Map<string, { readonly name: string; readonly file: FocusFile }>()
  for (const file of files) {
    for (const [name, type] of file.columns) {
      const known = spelling.get(name.toLowerCase())
      const before = known && columns.get(known.name)
      if (!known || before?.kind === 'nothing') {
        spelling.set(name.toLowerCase(), { name: known?.name ?? name, file })
        columns.set(known?.name ?? name, type)
      } else if (type.kind !== 'nothing' && JSON.stringify(type) !== JSON.stringify(before)) {
        throw new AppError(
          'invalid_input',
          `"${name}" is ${before?.kind ?? 'nothing'} in "${nameOf(known.file.name)}" and ${type.kind} in "${nameOf(file.name)}". ` +
            'Parquet files of one month must agree on the types of their columns. The month was left as it was.',
        )
      }
    }
  }
  return columns
}

/** The file's column for a FOCUS column: by its name without case, else by what it was called before FOCUS 1.0. */
export function sourceOf(columns: SourceColumns, target: string): string | undefined {
  const names = [...columns.keys()]
  const find = (wanted: string) => names.find((name) => name.toLowerCase() === wanted.toLowerCase())
  const old = Object.entries(RENAMED_COLUMNS).flatMap(([from, to]) => (to === target ? [from] : []))
  return [target, ...old].map(find).find((name) => name !== undefined)
}

/** Columns that are no FOCUS column under any of its names. */
export function otherColumns(columns: SourceColumns, targets: readonly string[]): readonly string[] {
  const used = new Set(targets.map((target) => sourceOf(columns, target)))
  return [...columns.keys()].filter((name) => !used.has(name))
}
