import type { ColumnType } from '@cloudact/core/ports/warehouse'
import { AppError } from '@cloudact/core/errors'
import { type TimeZone, UTC } from '@cloudact/core/time-zone'
import type { Dialect, Relations } from './macro.ts'

/** The column of every table that says which slice a row belongs to; the lake keeps that in its catalog. */
export const SLICE_COLUMN = 'x_slice_id'

/** JSON is text, as in the lake: the JSON type would turn its numbers into floats. */
const TYPES: Readonly<Record<ColumnType, string>> = {
  string: 'STRING',
  int64: 'INT64',
  decimal: 'BIGNUMERIC',
  float64: 'FLOAT64',
  bool: 'BOOL',
  date: 'DATE',
  timestamp: 'TIMESTAMP',
  json: 'STRING',
}

export function bigqueryType(type: ColumnType): string {
  return TYPES[type]
}

/** GoogleSQL treats a backslash as an escape, and does not know doubled quotes. */
export function bigqueryString(value: string): string {
  return `'${value
    .replaceAll('\\', '\\\\')
    .replaceAll("'", "\\'")
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')}'`
}

export function bigqueryIdentifier(name: string): string {
  return `\`${name.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``
}

/** `dataset.table`, each part quoted. */
export function bigqueryTable(dataset: string, table: string): string {
  return `${bigqueryIdentifier(dataset)}.${bigqueryIdentifier(table)}`
}

export function rollupTable(table: string): string {
  return `${table}__rollup`
}

/** A relation without what belongs to the warehouse. */
export function ownColumns(table: string): string {
  return `(SELECT * EXCEPT (${SLICE_COLUMN}) FROM ${table})`
}

/** A dialect bound to one dataset (`{org_slug}_prod`), so every table it names belongs to one organization. */
export function bigqueryDialect(dataset: string, source?: string, timeZone: TimeZone = UTC): Dialect {
  const relations: Relations = {
    table: (name) => ownColumns(bigqueryTable(dataset, name)),
    rollup: (table) => ownColumns(bigqueryTable(dataset, rollupTable(table))),
    source: () => {
      if (source !== undefined) return source
      throw new AppError(
        'config_invalid',
        'This statement reads {{source}}, but it is not run on fetched files.',
      )
    },
  }
  return {
    name: 'bigquery',
    timeZone,
    relations,
    string: bigqueryString,
    identifier: bigqueryIdentifier,
    parameter: (name) => `@${name}`,
    type: bigqueryType,
    routine: (name) => bigqueryTable(dataset, name),
  }
}
