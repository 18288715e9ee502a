import type { Dataset } from '@cloudact/core/ports/dataset'
import type { Predicate } from '../sql/predicates.ts'
import type { SqlScope } from '../sql/sql-scope.ts'
import type { Measure } from './measure.ts'

export type Counted = {
  readonly rows: number
  readonly failing: ReadonlyMap<string, number>
}

type RowMeasure = Measure & { readonly find: Extract<Measure['find'], { how: 'row' }> }

/**
 * How many rows break each rule. All rules of single rows are counted in one pass over the data; costly ones once per
 * distinct value of their column, in one pass for each column; rules across rows by a statement each.
 */
export async function countFailing(
  dataset: Dataset,
  scope: SqlScope,
  measures: readonly Measure[],
): Promise<Counted> {
  const ofRows = measures.filter((each): each is RowMeasure => each.find.how === 'row')
  const failing = new Map<string, number>()
  const direct = ofRows.filter(({ find }) => find.count !== 'once')
  const costly = Map.groupBy(
    ofRows.filter(({ find }) => find.count === 'once'),
    ({ columns }) => scope.column(columns[0] ?? ''),
  )
  const filled = [...costly.keys()].map((column) => `count(${column})`)
  const first = await select(dataset, scope, dataset.relation, 'count(*)', direct, filled)
  first.counts.forEach(({ rule, count }) => failing.set(rule, count))

  for (const [index, [column, of]] of [...costly].entries()) {
    of.forEach(({ rule }) => failing.set(rule, 0))
    if (first.extra[index] === 0) continue
    const values = `(SELECT ${column}, count(*) AS n FROM ${dataset.relation} WHERE ${column} IS NOT NULL GROUP BY ${column})`
    const counted = await select(dataset, scope, values, 'sum(n)', of, [])
    counted.counts.forEach(({ rule, count }) => failing.set(rule, count))
  }
  for (const { rule, find } of measures) {
    if (find.how !== 'statement') continue
    const [row] = await dataset.rows(find.sql, scope.valuesOf(find.sql))
    failing.set(rule, Number(row?.['failing'] ?? 0))
  }
  return { rows: first.rows, failing }
}

type Pass = {
  readonly rows: number
  readonly counts: readonly { readonly rule: string; readonly count: number }[]
  readonly extra: readonly number[]
}

/** One aggregate over a relation; rules with the same predicate share a column of it. */
async function select(
  dataset: Dataset,
  scope: SqlScope,
  relation: string,
  total: string,
  measures: readonly RowMeasure[],
  extra: readonly string[],
): Promise<Pass> {
  const counted = new Map<string, { readonly alias: string; readonly sql: string }>()
  for (const { find } of measures)
    if (typeof find.where === 'string' && !counted.has(find.where))
      counted.set(find.where, {
        alias: `r${counted.size}`,
        sql: count(find.where, find.count, total, relation),
      })
  const list = [
    `coalesce(${total}, 0) AS total`,
    ...[...counted.values()].map(({ alias, sql }) => `coalesce(${sql}, 0) AS ${alias}`),
    ...extra.map((expression, index) => `${expression} AS e${index}`),
  ]
  const sql = `SELECT ${list.join(', ')} FROM ${relation}`
  const [row = {}] = await dataset.rows(sql, scope.valuesOf(sql))
  const read = (name: string): number => Number(row[name] ?? 0)
  const countOf = (where: Predicate): number =>
    typeof where === 'string' ? read(counted.get(where)?.alias ?? '') : where ? read('total') : 0
  return {
    rows: read('total'),
    counts: measures.map(({ rule, find }) => ({ rule, count: countOf(find.where) })),
    extra: extra.map((_, index) => read(`e${index}`)),
  }
}

/** A column that is NULL is counted from those that are not: the engine has no row to look at for that. */
const IS_NULL = /^("[^"]+") IS NULL$/

function count(where: string, how: RowMeasure['find']['count'], total: string, relation: string): string {
  if (how === 'alone') return `(SELECT ${total} FROM ${relation} WHERE ${where})`
  const [, column] = IS_NULL.exec(where) ?? []
  return column !== undefined && how === 'together'
    ? `(count(*) - count(${column}))`
    : `${total} FILTER (WHERE ${where})`
}
