import { AppError } from '@cloudact/core/errors'
import type { TableSchema } from '@cloudact/core/ports/warehouse'
import { SLICE_COLUMN } from './lake-table.ts'

const NAME = /^[A-Za-z_][A-Za-z0-9_]{0,127}$/

/** Names become folders and identifiers, so they are checked here whatever the config loader did. */
export function assertTableSchema(schema: TableSchema): void {
  assertTableName(schema.name)
  const seen = new Set<string>()
  for (const { name } of schema.columns) {
    const lowered = name.toLowerCase()
    if (!NAME.test(name) || lowered === SLICE_COLUMN) {
      throw new AppError('config_invalid', `"${name}" cannot be a column name of table "${schema.name}".`)
    }
    if (seen.has(lowered)) {
      throw new AppError(
        'config_invalid',
        `Table "${schema.name}" has two columns named "${name}" (case does not count).`,
      )
    }
    seen.add(lowered)
  }
  if (schema.columns.length === 0)
    throw new AppError('config_invalid', `Table "${schema.name}" has no columns.`)
  const partition = schema.partition?.column
  if (partition !== undefined && !schema.columns.some(({ name }) => name === partition)) {
    throw new AppError(
      'config_invalid',
      `Table "${schema.name}" is partitioned by "${partition}", which is not a column.`,
    )
  }
}

export function assertTableName(name: string): void {
  if (!NAME.test(name)) throw new AppError('config_invalid', `"${name.slice(0, 60)}" cannot be a table name.`)
}
