import { AppError } from '@cloudact/core/errors'
import type { TableSchema } from '@cloudact/core/ports/warehouse'
import type { LakeColumn } from '../lake-table.ts'

/**
 * Columns of a table after a schema was asked for: those it has, in their order, then the new ones, which came with
 * schema version `next`. Throws `config_invalid` when a column would change its type.
 */
export function mergeColumns(
  schema: TableSchema,
  existing: readonly LakeColumn[],
  next: number,
): LakeColumn[] {
  const wanted = new Map(schema.columns.map((column) => [column.name, column]))
  const kept = existing.map((column) => {
    const now = wanted.get(column.name)
    if (now !== undefined && now.type !== column.type) {
      throw new AppError(
        'config_invalid',
        `Column "${column.name}" of table "${schema.name}" is ${column.type} and cannot become ${now.type}. Add a column with another name.`,
      )
    }
    // A column the schema no longer lists stays readable, but nothing can be asked to fill it.
    return now === undefined ? { ...column, required: false } : { ...now, since: column.since }
  })
  const known = new Set(existing.map(({ name }) => name))
  return [
    ...kept,
    ...schema.columns.filter(({ name }) => !known.has(name)).map((column) => ({ ...column, since: next })),
  ]
}
