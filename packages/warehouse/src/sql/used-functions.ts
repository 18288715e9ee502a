import { duckdbFunctions } from './macros.ts'

export type DuckdbFunction = { readonly name: string; readonly definition: string }

const NAME = /^CREATE OR REPLACE MACRO (\w+)\(/

/** In an order in which each finds what it calls. */
const FUNCTIONS: readonly DuckdbFunction[] = duckdbFunctions.map((definition) => {
  const name = NAME.exec(definition)?.[1]
  if (name === undefined) throw new Error(`It is no function: ${definition.slice(0, 80)}`)
  return { name, definition }
})
const CALL = new RegExp(`\\b(${FUNCTIONS.map(({ name }) => name).join('|')})\\s*\\(`, 'g')

const CALLED = new Map(
  FUNCTIONS.map(({ name, definition }) => [name, calledIn(definition).filter((called) => called !== name)]),
)

/** The functions of ours that a statement calls, and those that they call, in an order in which they can be defined. */
export function usedFunctions(sql: string): readonly DuckdbFunction[] {
  const used = new Set<string>()
  const add = (name: string): void => {
    if (used.has(name)) return
    used.add(name)
    for (const called of CALLED.get(name) ?? []) add(called)
  }
  for (const name of calledIn(sql)) add(name)
  return used.size === 0 ? [] : FUNCTIONS.filter(({ name }) => used.has(name))
}

function calledIn(sql: string): string[] {
  return [...new Set(Array.from(sql.matchAll(CALL), ([, name]) => name ?? ''))]
}
