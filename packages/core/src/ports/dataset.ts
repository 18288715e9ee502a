export type DatasetColumn = {
  readonly name: string
  /** As DuckDB names types: `VARCHAR`, `DECIMAL(38,12)`, `TIMESTAMP`. */
  readonly type: string
}

/** A value that a statement reads as `getvariable('name')`. */
export type Bound = string | number | readonly string[]

/** One dataset, alone, of which statements in DuckDB's SQL can be asked. Nothing of a request is ever part of one. */
export type Dataset = {
  readonly columns: readonly DatasetColumn[]
  /** False for a source that has no types, such as CSV: every column is text, and a type is a way of writing. */
  readonly isTyped: boolean
  /** What follows FROM. */
  readonly relation: string
  /** An expression of a row's number, from 1, in the order of the source. */
  readonly rowNumber: string
  rows(sql: string, parameters: Readonly<Record<string, Bound>>): Promise<readonly Record<string, unknown>[]>
}
