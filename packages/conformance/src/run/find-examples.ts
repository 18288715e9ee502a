import type { Dataset } from '@cloudact/core/ports/dataset'
import type { Example } from '../report.ts'
import type { SqlScope } from '../sql/sql-scope.ts'
import type { Measure } from './measure.ts'

/** Longer values are cut: an example is to be recognized, not kept. */
const SHOWN = 200

/**
 * The first rows that break each of the rules: one pass for the rules of single rows, one for each rule across rows,
 * and one look-up of what the rows hold.
 */
export async function findExamples(
  dataset: Dataset,
  scope: SqlScope,
  measures: readonly Measure[],
  most: number,
): Promise<ReadonlyMap<string, readonly Example[]>> {
  if (measures.length === 0 || most === 0) return new Map()
  const numbers = new Map<string, readonly number[]>()
  const together = measures.filter(({ find }) => find.how === 'row')
  const first = (where: string): string =>
    `min(${dataset.rowNumber}, ${scope.bind(most)}) FILTER (WHERE ${where})`
  const list = together.map(({ find }, index) => `${first(String(find.where))} AS r${index}`)
  if (list.length > 0) {
    const [row = {}] = await ask(dataset, scope, `SELECT ${list.join(', ')} FROM ${dataset.relation}`)
    together.forEach(({ rule }, index) => numbers.set(rule, readNumbers(row[`r${index}`])))
  }
  for (const { rule, find } of measures) {
    if (find.how !== 'statement') continue
    const sql = `SELECT min(${dataset.rowNumber}, ${scope.bind(most)}) AS found FROM ${dataset.relation} WHERE ${find.where}`
    const [row = {}] = await ask(dataset, scope, sql)
    numbers.set(rule, readNumbers(row['found']))
  }
  const rows = await readRows(dataset, scope, [...new Set([...numbers.values()].flat())], measures)
  return new Map(
    measures.map(({ rule, columns }) => [
      rule,
      (numbers.get(rule) ?? []).map((row) => ({
        row,
        values: Object.fromEntries(columns.map((column) => [column, rows.get(row)?.[column] ?? null])),
      })),
    ]),
  )
}

async function readRows(
  dataset: Dataset,
  scope: SqlScope,
  numbers: readonly number[],
  measures: readonly Measure[],
): Promise<ReadonlyMap<number, Readonly<Record<string, string | null>>>> {
  if (numbers.length === 0) return new Map()
  const columns = [...new Set(measures.flatMap((each) => each.columns))]
  const shown = columns.map((column) => `left(${scope.text(column)}, ${SHOWN}) AS ${scope.column(column)}`)
  const placeholders = numbers.map((number) => scope.bind(number)).join(', ')
  const sql = `SELECT ${dataset.rowNumber} AS "#", ${shown.join(', ')} FROM ${dataset.relation} WHERE ${dataset.rowNumber} IN (${placeholders})`
  const rows = await ask(dataset, scope, sql)
  return new Map(
    rows.map((row) => [
      Number(row['#']),
      Object.fromEntries(columns.map((column) => [column, textOf(row[column])])),
    ]),
  )
}

async function ask(
  dataset: Dataset,
  scope: SqlScope,
  sql: string,
): Promise<readonly Record<string, unknown>[]> {
  return await dataset.rows(sql, scope.valuesOf(sql))
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function readNumbers(value: unknown): readonly number[] {
  return Array.isArray(value) ? value.map(Number) : []
}
