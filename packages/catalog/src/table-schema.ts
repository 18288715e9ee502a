import type { Column, TableSchema } from '@cloudact/core/ports/warehouse'
import { z } from 'zod'

const ColumnName = z
  .string()
  .max(50, 'A column name has at most 50 characters.')
  .regex(
    /^[A-Za-z_][A-Za-z0-9_]*$/,
    'A column name has letters, digits and underscores and starts with no digit.',
  )
const COLUMN_TYPES = ['string', 'int64', 'decimal', 'float64', 'bool', 'date', 'timestamp', 'json'] as const
const ColumnType = z.enum(COLUMN_TYPES)

const ColumnSchema = z.strictObject({
  name: ColumnName,
  type: ColumnType,
  required: z.boolean().optional(),
  description: z.string().optional(),
})
const RollupColumn = z.strictObject({ name: ColumnName, type: ColumnType, expression: z.string().min(1) })

/** `configs/schemas/{org,organizations}/<table>.json` */
export const TableFile = z
  .strictObject({
    $schema: z.string().optional(),
    name: z
      .string()
      .regex(/^[a-z][a-z0-9_]*$/, 'A table name has lower case letters, digits and underscores.'),
    description: z.string().optional(),
    columns: z.array(ColumnSchema).min(1),
    partition: z.strictObject({ column: z.string(), granularity: z.enum(['day', 'month']) }).optional(),
    cluster: z.array(z.string()).max(4, 'BigQuery clusters by at most four columns.').optional(),
    rollup: z
      .strictObject({
        name: z.string().regex(/^[a-z][a-z0-9_]*$/),
        dimensions: z.array(RollupColumn).min(1),
        measures: z.array(RollupColumn).min(1),
      })
      .optional(),
  })
  .superRefine((table, context) => {
    const fault = (path: (string | number)[], message: string): void =>
      context.addIssue({ code: 'custom', path, message })
    reportTwins(table.columns, ['columns'], fault)
    const byName = new Map(table.columns.map((column) => [column.name, column]))
    const partition = table.partition
    if (partition) {
      const type = byName.get(partition.column)?.type
      if (type !== 'date' && type !== 'timestamp') {
        fault(
          ['partition', 'column'],
          `"${partition.column}" is not a date or timestamp column of this table.`,
        )
      }
    }
    table.cluster?.forEach((name, index) => {
      if (!byName.has(name)) fault(['cluster', index], `"${name}" is not a column of this table.`)
    })
    if (table.rollup) {
      reportTwins([...table.rollup.dimensions, ...table.rollup.measures], ['rollup'], fault)
      table.rollup.measures.forEach((measure, index) => {
        if (measure.type !== 'decimal' && measure.type !== 'int64') {
          fault(['rollup', 'measures', index, 'type'], 'A measure is added up: its type is decimal or int64.')
        }
      })
    }
  })

/** Column names are compared without case: BigQuery and DuckDB both do. */
function reportTwins(
  columns: readonly Pick<Column, 'name'>[],
  path: (string | number)[],
  fault: (path: (string | number)[], message: string) => void,
): void {
  const seen = new Set<string>()
  columns.forEach(({ name }, index) => {
    const key = name.toLowerCase()
    if (seen.has(key))
      fault(path[0] === 'columns' ? [...path, index, 'name'] : path, `The column "${name}" appears twice.`)
    seen.add(key)
  })
}

/** Drops what only editors need. */
export function tableOf({ $schema: _schema, ...table }: z.output<typeof TableFile>): TableSchema {
  return table
}
