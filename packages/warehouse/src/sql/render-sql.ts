import { AppError } from '@cloudact/core/errors'
import type { Dialect, MacroCall } from './macro.ts'
import { findMacro } from './macros.ts'
import { parseSql } from './parse-sql.ts'
import { positionOf, type SqlNode } from './sql-node.ts'

export type RenderedSql = {
  readonly text: string
  /** Names used as `@name`, in order of first use. */
  readonly parameters: readonly string[]
  readonly tables: readonly string[]
  /** Tables whose rollup is read. */
  readonly rollups: readonly string[]
  readonly usesSource: boolean
}

type Used = {
  readonly parameters: Set<string>
  readonly tables: Set<string>
  readonly rollups: Set<string>
  source: boolean
}

/**
 * Renders one statement of the shared subset for an engine. Throws `config_invalid` naming line and column for an
 * unknown macro, a wrong number of arguments or a malformed literal.
 */
export function renderSql(source: string, dialect: Dialect): RenderedSql {
  const used: Used = { parameters: new Set(), tables: new Set(), rollups: new Set(), source: false }
  const text = renderNodes(parseSql(source), source, track(dialect, used))
  return {
    text: text.trim().replace(/;$/, '').trimEnd(),
    parameters: [...used.parameters],
    tables: [...used.tables],
    rollups: [...used.rollups],
    usesSource: used.source,
  }
}

/** The same dialect, noting what it is asked for. */
function track(dialect: Dialect, used: Used): Dialect {
  const { relations } = dialect
  return {
    ...dialect,
    parameter: (name) => {
      used.parameters.add(name)
      return dialect.parameter(name)
    },
    relations: {
      table: (name) => {
        used.tables.add(name)
        return relations.table(name)
      },
      rollup: (table) => {
        used.rollups.add(table)
        return relations.rollup(table)
      },
      source: () => {
        used.source = true
        return relations.source()
      },
    },
  }
}

function renderNodes(nodes: readonly SqlNode[], source: string, dialect: Dialect): string {
  return nodes.map((node) => renderNode(node, source, dialect)).join('')
}

function renderNode(node: SqlNode, source: string, dialect: Dialect): string {
  switch (node.kind) {
    case 'text':
      return node.text
    case 'string':
      return dialect.string(node.value)
    case 'identifier':
      return dialect.identifier(node.name)
    case 'parameter':
      return dialect.parameter(node.name)
    case 'macro':
      return renderMacro(node, source, dialect)
  }
}

function renderMacro(node: Extract<SqlNode, { kind: 'macro' }>, source: string, dialect: Dialect): string {
  const where = `SQL ${positionOf(source, node.at)}`
  const macro = findMacro(node.name)
  if (macro === undefined) throw new AppError('config_invalid', `${where}: there is no macro "${node.name}".`)
  const fail = (problem: string): never => {
    throw new AppError(
      'config_invalid',
      `${where}: {{${macro.name}}} ${problem}. Write it as ${macro.usage}.`,
    )
  }
  const { min, max } = macro.arity
  if (node.args.length < min || node.args.length > max) {
    fail(`takes ${describeArity(min, max)}, but was given ${node.args.length}`)
  }
  return macro[dialect.name](macroCall(node, source, dialect, fail))
}

function macroCall(
  node: Extract<SqlNode, { kind: 'macro' }>,
  source: string,
  dialect: Dialect,
  fail: (problem: string) => never,
): MacroCall {
  // Rendered on demand: a bare word or literal that only the macro reads must not be counted as used SQL.
  const only = (index: number): SqlNode | undefined => {
    const arg = node.args[index]
    return arg?.length === 1 ? arg[0] : undefined
  }
  const arg = (index: number): string => {
    const nodes = node.args[index]
    return nodes === undefined ? fail(`lacks argument ${index + 1}`) : renderNodes(nodes, source, dialect)
  }
  return {
    dialect,
    get args() {
      return node.args.map((nodes) => renderNodes(nodes, source, dialect))
    },
    arg,
    literal: (index) => {
      const value = only(index)
      return value?.kind === 'string' ? value.value : fail(`needs a string literal as argument ${index + 1}`)
    },
    word: (index, words) => {
      const value = only(index)
      const text = value?.kind === 'text' ? value.text : ''
      if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(text)) return fail(`needs a bare name as argument ${index + 1}`)
      if (words === undefined) return text
      const lowered = text.toLowerCase()
      return words.includes(lowered) ? lowered : fail(`knows ${words.join(', ')}, not "${text}"`)
    },
    fail,
  }
}

function describeArity(min: number, max: number): string {
  if (max === Infinity) return `at least ${min} arguments`
  if (min === max) return min === 1 ? '1 argument' : `${min} arguments`
  return `${min} to ${max} arguments`
}
