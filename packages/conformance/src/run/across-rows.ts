import type { Check } from '@cloudact/focus/rules/check'
import { ELEMENT, isElementCheck, jsonHolds } from '../sql/element-check.ts'
import { arrayPath } from '../sql/element-predicate.ts'
import { and, rowsWhere } from '../sql/predicates.ts'
import type { SqlScope } from '../sql/sql-scope.ts'

type Across = { readonly sql: string; readonly where: string }

/** Checks that compare rows with each other. A row breaks them together with the others of its group. */
export function acrossRows(
  scope: SqlScope,
  relation: string,
  check: Check,
  conditions: readonly Check[],
): Across {
  const asked = rowsWhere(scope, conditions)
  switch (check.kind) {
    case 'unique': {
      const column = scope.column(check.column)
      const rows = `FROM ${relation} WHERE ${String(and([asked, `${column} IS NOT NULL`]))}`
      const bad = `SELECT ${column} AS key, count(*) AS n ${rows} GROUP BY key HAVING count(*) > 1`
      return across(bad, column, asked)
    }
    case 'distinct': {
      const per = scope.column(check.per)
      const rows = `FROM ${relation} WHERE ${String(and([asked, `${per} IS NOT NULL`]))}`
      const pairs = `SELECT ${per} AS key, ${scope.column(check.column)} AS value, count(*) AS n ${rows} GROUP BY key, value`
      const bad = `SELECT key, sum(n) AS n FROM (${pairs}) GROUP BY key HAVING count(value) > ${scope.bind(check.count)}`
      return across(bad, per, asked)
    }
    case 'json-distinct': {
      const column = scope.column(check.column)
      const path = arrayPath({ path: check.per })
      const elements = `CAST(json_extract(${column}, '$${path}') AS JSON[])`
      const own = conditions.filter(isElementCheck).map((each) => elementHolds(scope, each))
      const isArray = `json_valid(${column}) AND json_type(${column}, '$${path}') = 'ARRAY'`
      const texts = `SELECT ${column}, count(*) AS n FROM ${relation} WHERE ${String(and([asked, `${column} IS NOT NULL`]))} GROUP BY ${column}`
      const unnested = `SELECT n, unnest(CASE WHEN ${isArray} THEN ${elements} END) AS ${ELEMENT} FROM (${texts})`
      const values = `SELECT n, ${textAt(check.per)} AS key, ${textAt(check.path)} AS value FROM (${unnested}) WHERE ${[...own, 'true'].join(' AND ')}`
      const bad = `SELECT key, sum(n) AS n FROM (${values}) WHERE key IS NOT NULL GROUP BY key HAVING count(DISTINCT value) > ${scope.bind(check.count)}`
      const keys = `list_transform(CASE WHEN ${isArray} THEN ${elements} END, lambda ${ELEMENT}: ${textAt(check.per)})`
      const held = `${column} IS NOT NULL AND list_has_any(${keys}, (SELECT list(key) FROM (${bad})))`
      return { sql: `SELECT coalesce(sum(n), 0) AS failing FROM (${bad})`, where: held }
    }
    default:
      throw new Error(`${check.kind} does not compare rows`)
  }
}

function across(bad: string, key: string, asked: ReturnType<typeof rowsWhere>): Across {
  return {
    sql: `SELECT coalesce(sum(n), 0) AS failing FROM (${bad})`,
    where: String(and([asked, `${key} IN (SELECT key FROM (${bad}))`])),
  }
}

function elementHolds(scope: SqlScope, check: Check): string {
  if (check.kind !== 'json-not-null' && check.kind !== 'json-null' && check.kind !== 'json-has')
    throw new Error(`${check.kind} is not known as a condition of elements`)
  return `coalesce(${jsonHolds(scope, check, ELEMENT)}, false)`
}

/** The value of an element's key as text; the first spelling that is there. */
function textAt(path: readonly string[]): string {
  const [keys = ''] = path.slice(path.indexOf('*') + 1)
  const read = keys.split('|').map((key) => `json_extract_string(${ELEMENT}, '$."${key}"')`)
  return `coalesce(${[...read, 'NULL'].join(', ')})`
}
