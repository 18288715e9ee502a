import { expect, test } from 'vitest'
import { lintMoneySql } from './lint-money-sql.ts'

test.each([
  'SELECT COUNT(*) AS n FROM {{table(a)}}',
  'SELECT *, t.* FROM {{table(a)}} AS t',
  'SELECT DISTINCT * FROM {{table(a)}}',
  'SELECT {{mul(a, b)}}, {{sum({{div(a, b)}})}} FROM {{table(a)}}',
  'SELECT \'a * b / c\', "x / y" FROM {{table(a)}} -- a * b',
  'SELECT {{add_days(d, 2 * 7)}}',
  'SELECT a + b - c, MIN(x), MAX(x) FROM {{table(a)}}',
])('%s is exact', (sql) => {
  expect(lintMoneySql(sql)).toEqual([])
})

test.each([
  ['SELECT a * b', 1, 10],
  ['SELECT\n  (a) * 2', 2, 7],
  ['SELECT {{mul(a, b)}} * c', 1, 22],
  ['SELECT a / b', 1, 10],
  ['SELECT {{sum(a * b)}}', 1, 16],
  ['SELECT SUM(a)', 1, 8],
  ['SELECT avg (a)', 1, 8],
  ['SELECT ROUND(a, 2)', 1, 8],
  ['SELECT CAST(a AS DOUBLE)', 1, 8],
  ['SELECT a::DOUBLE', 1, 9],
  ['SELECT a % 2', 1, 10],
  ['SELECT {{add_days(d, {{sum(a * b)}})}}', 1, 30],
  ['SELECT /* why */ 1,\n @rate * a', 2, 8],
])('%s is found at %i:%i', (sql, line, column) => {
  expect(lintMoneySql(sql)).toMatchObject([{ line, column }])
})
