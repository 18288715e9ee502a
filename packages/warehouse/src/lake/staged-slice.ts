import type { Slice } from '@cloudact/core/ports/warehouse'
import type { LakeTable } from './lake-table.ts'
import type { StagedFile } from './parquet-file.ts'

/** A slice whose files are durable and wait for the commit. An empty one has no files. */
export type StagedSlice = {
  readonly slice: Slice
  readonly table: LakeTable
  readonly detail: StagedFile | undefined
  readonly rollup: StagedFile | undefined
  readonly rows: number
  readonly bytes: number
  readonly minDay: string | null
  readonly maxDay: string | null
  /** Columns that came from the stamp. */
  readonly stamped: readonly string[]
}
