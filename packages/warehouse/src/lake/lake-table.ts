import type { Column, Rollup, TableSchema } from '@cloudact/core/ports/warehouse'
import type { TimeZone } from '@cloudact/core/time-zone'

/** A column and the schema version that brought it. */
export type LakeColumn = Column & { readonly since: number }

/** A table as the catalog knows it: every column it ever had, in the order they came. */
export type LakeTable = {
  readonly name: string
  readonly schemaVersion: number
  readonly columns: readonly LakeColumn[]
  readonly definition: TableSchema
  readonly rollupVersion: number
  /** In which the current version of the rollup counts days. */
  readonly timeZone: TimeZone
}

export type LakeFile = {
  readonly id: string
  /** Relative to the lake's folder. */
  readonly path: string
  /** Of the table for a detail file, of the rollup for a rollup file. */
  readonly schemaVersion: number
  /** Holds several slices, told apart by the column `__slice`. */
  readonly compacted: boolean
}

/** The live version of a slice. An empty slice has no files. */
export type LiveSlice = {
  readonly versionId: number
  readonly period: string
  readonly minDay: string | null
  readonly maxDay: string | null
  readonly detail: LakeFile | null
  readonly rollup: LakeFile | null
}

export const SLICE_COLUMN = '__slice'

export function rollupOf(table: LakeTable): Rollup | undefined {
  return table.definition.rollup
}
