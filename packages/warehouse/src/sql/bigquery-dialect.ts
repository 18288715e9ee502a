import type { ColumnType } from '@cloudact/core/ports/warehouse'
import { AppError } from '@cloudact/core/errors'
import { type TimeZone, UTC } from '@cloudact/core/time-zone'
import type { Dialect, Relations } from './macro.ts'

const TYPES: Readonly<Record<ColumnType, string>> = {
  string: 'STRING',
  int64: 'INT64',
  decimal: 'BIGNUMERIC',
  float64: 'FLOAT64',
  bool: 'BOOL',
  date: 'DATE',
  timestamp: 'TIMESTAMP',
  json: 'JSON',
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

/** A dialect bound to one dataset (`{org_slug}_prod`), so every table it names belongs to one organization. */
export function bigqueryDialect(dataset: string, source?: string, timeZone: TimeZone = UTC): Dialect {
  const relations: Relations = {
    table: (name) => bigqueryTable(dataset, name),
    rollup: (table) => bigqueryTable(dataset, `${table}__rollup`),
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
