import type { Rollup, RollupColumn } from '@cloudact/core/ports/warehouse'
import { duckdbDialect, duckdbIdentifier, duckdbType } from '../sql/duckdb-dialect.ts'
import { renderSql } from '../sql/render-sql.ts'

export function rollupColumns(rollup: Rollup): readonly RollupColumn[] {
  return [...rollup.dimensions, ...rollup.measures]
}

/** Aggregates a relation of detail rows into rollup rows. `also` are further columns to group by. */
export function rollupSelect(rollup: Rollup, from: string, also: readonly string[] = []): string {
  const dimensions = rollup.dimensions.map(
    (column) =>
      `CAST(${expression(column)} AS ${duckdbType(column.type)}) AS ${duckdbIdentifier(column.name)}`,
  )
  const measures = rollup.measures.map(
    (column) =>
      `CAST(SUM(CAST(${expression(column)} AS ${duckdbType(column.type)})) AS ${duckdbType(column.type)}) AS ${duckdbIdentifier(column.name)}`,
  )
  const keys = [...dimensions, ...also]
  const grouping = keys.length === 0 ? '' : ` GROUP BY ${keys.map((_, index) => index + 1).join(', ')}`
  return `SELECT ${[...keys, ...measures].join(', ')} FROM ${from}${grouping}`
}

function expression(column: RollupColumn): string {
  return renderSql(column.expression, duckdbDialect()).text
}
