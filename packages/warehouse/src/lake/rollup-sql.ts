import type { Rollup, RollupColumn } from '@cloudact/core/ports/warehouse'
import type { TimeZone } from '@cloudact/core/time-zone'
import { duckdbDialect, duckdbIdentifier, duckdbType } from '../sql/duckdb-dialect.ts'
import { renderSql } from '../sql/render-sql.ts'

export function rollupColumns(rollup: Rollup): readonly RollupColumn[] {
  return [...rollup.dimensions, ...rollup.measures]
}

/** Aggregates a relation of detail rows into rollup rows, whose days are counted in the zone. */
export function rollupSelect(rollup: Rollup, from: string, timeZone: TimeZone): string {
  const dimensions = rollup.dimensions.map(
    (column) =>
      `CAST(${expression(column, timeZone)} AS ${duckdbType(column.type)}) AS ${duckdbIdentifier(column.name)}`,
  )
  const measures = rollup.measures.map(
    (column) =>
      `CAST(SUM(CAST(${expression(column, timeZone)} AS ${duckdbType(column.type)})) AS ${duckdbType(column.type)}) AS ${duckdbIdentifier(column.name)}`,
  )
  const grouping =
    dimensions.length === 0 ? '' : ` GROUP BY ${dimensions.map((_, index) => index + 1).join(', ')}`
  return `SELECT ${[...dimensions, ...measures].join(', ')} FROM ${from}${grouping}`
}

function expression(column: RollupColumn, timeZone: TimeZone): string {
  return renderSql(column.expression, duckdbDialect(undefined, timeZone)).text
}
