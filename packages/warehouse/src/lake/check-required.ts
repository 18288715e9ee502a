import { AppError } from '@cloudact/core/errors'
import type { LakeTable } from './lake-table.ts'
import type { StagedFile } from './parquet-file.ts'

/** Throws `invalid_input` when a required column has NULLs, by the counts the writer kept: no second pass. */
export function checkRequired(table: LakeTable, file: StagedFile, what: string): void {
  for (const { name, required } of table.columns) {
    const nulls = required === true ? (file.stats.get(name)?.nulls ?? 0) : 0
    if (nulls > 0) {
      throw new AppError(
        'invalid_input',
        `${what} leaves column "${name}" empty in ${nulls} of ${file.rows} rows, but table "${table.name}" requires it. Nothing was stored.`,
      )
    }
  }
}
