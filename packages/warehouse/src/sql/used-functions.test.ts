import { expect, it } from 'vitest'
import { duckdbFunctions } from './macros.ts'
import { usedFunctions } from './used-functions.ts'

const names = (sql: string) => usedFunctions(sql).map(({ name }) => name)

it('finds what a statement calls and what that calls, callees first', () => {
  expect(names('SELECT 1')).toEqual([])
  expect(names('SELECT utc_timestamp(x), "money_mul" FROM t')).toEqual(['utc_timestamp'])
  const used = names('SELECT money_div (a, b)')
  expect(used.at(-1)).toBe('money_div')
  expect(used).toContain('money_units')
  expect(used).not.toContain('money_from_text')
})

it('knows every function there is', () => {
  expect(usedFunctions(duckdbFunctions.join('\n'))).toHaveLength(duckdbFunctions.length)
})
