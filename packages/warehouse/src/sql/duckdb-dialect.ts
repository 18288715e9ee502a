import type { ColumnType } from '@cloudact/core/ports/warehouse'
import { type TimeZone, UTC } from '@cloudact/core/time-zone'
import type { Dialect, Relations } from './macro.ts'

const TYPES: Readonly<Record<ColumnType, string>> = {
  string: 'VARCHAR',
  int64: 'BIGINT',
  decimal: 'DECIMAL(38,12)',
  float64: 'DOUBLE',
  bool: 'BOOLEAN',
  date: 'DATE',
  timestamp: 'TIMESTAMP',
  json: 'VARCHAR',
}

/** The column type the lake stores. Timestamps carry no zone: they are UTC by rule. */
export function duckdbType(type: ColumnType): string {
  return TYPES[type]
}

export function duckdbString(value: string): string {
  return `'${value.replaceAll("'", "''")}'`
}

export function duckdbIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** Tables by their bare names: what a plain DuckDB with tables of those names understands. */
const bareRelations: Relations = {
  table: duckdbIdentifier,
  rollup: (table) => duckdbIdentifier(`${table}__rollup`),
  source: () => 'source',
}

export function duckdbDialect(relations: Relations = bareRelations, timeZone: TimeZone = UTC): Dialect {
  return {
    name: 'duckdb',
    timeZone,
    relations,
    string: duckdbString,
    identifier: duckdbIdentifier,
    parameter: (name) => `getvariable(${duckdbString(name)})`,
    type: duckdbType,
    routine: (name) => name,
  }
}
