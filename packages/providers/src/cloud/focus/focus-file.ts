import type { ParquetType } from '../files/parquet-type.ts'

/** A delivered file, fetched and made readable: CSV with FOCUS column names, or Parquet. */
export type FocusFile = {
  /** Key in the store, of the first of its parts. */
  readonly name: string
  readonly path: string
  readonly format: 'csv' | 'parquet'
  /** Columns in file order; those of CSV are text. */
  readonly columns: ReadonlyMap<string, ParquetType>
  readonly version: string
  /** The delivered files it is made of, itself when it is one. */
  readonly parts: readonly { readonly name: string; readonly path: string }[]
}
