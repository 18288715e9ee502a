import type { ColumnType } from '@cloudact/core/ports/warehouse'
import type { TimeZone } from '@cloudact/core/time-zone'

/** Where the tables of one organization are, as text to put after FROM. */
export type Relations = {
  readonly table: (name: string) => string
  readonly rollup: (table: string) => string
  readonly source: () => string
}

/** What differs between engines outside macros. */
export type Dialect = {
  readonly name: 'duckdb' | 'bigquery'
  /** In which {{report_day}} counts. Validated: it becomes part of the statement. */
  readonly timeZone: TimeZone
  readonly relations: Relations
  readonly string: (value: string) => string
  readonly identifier: (name: string) => string
  readonly parameter: (name: string) => string
  readonly type: (type: ColumnType) => string
  /** A function the macros bring along (`duckdbFunctions`, `bigqueryRoutines`). */
  readonly routine: (name: string) => string
}

/** One macro use while it is rendered. Accessors throw `config_invalid` naming the macro and its position. */
export type MacroCall = {
  readonly dialect: Dialect
  /** Rendered SQL of every argument. */
  readonly args: readonly string[]
  /** Rendered SQL of argument `index`; throws when absent. */
  readonly arg: (index: number) => string
  /** The value of an argument that must be a string literal. */
  readonly literal: (index: number) => string
  /** An argument that must be a bare word, lowered when `words` lists the allowed ones. */
  readonly word: (index: number, words?: readonly string[]) => string
  readonly fail: (problem: string) => never
}

export type Macro = {
  readonly name: string
  /** As written in a procedure, for messages and documentation. */
  readonly usage: string
  readonly arity: { readonly min: number; readonly max: number }
  /** Its arguments are money: raw arithmetic inside them is refused by the lint. */
  readonly money?: true
  readonly duckdb: (call: MacroCall) => string
  readonly bigquery: (call: MacroCall) => string
  /** Functions every BigQuery dataset has; parameters and result are BIGNUMERIC. */
  readonly bigqueryRoutines?: readonly BigqueryRoutine[]
  /** Statements run once per DuckDB instance, in the order of the macro list. */
  readonly duckdbFunctions?: readonly string[]
}

export type BigqueryRoutine = {
  readonly name: string
  readonly parameters: readonly string[]
  /** An expression over the parameters. */
  readonly body: string
}
