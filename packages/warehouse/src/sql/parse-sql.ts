import { AppError } from '@cloudact/core/errors'
import { positionOf, type SqlNode } from './sql-node.ts'

type Cursor = { readonly source: string; at: number }

const NAME = /[A-Za-z_][A-Za-z0-9_]*/y
const WHITESPACE = /\s+/y

/**
 * Splits a statement of the shared subset into text, literals, parameters and macro calls. Comments become a
 * space, so that nothing inside them is ever rendered. Throws `config_invalid` naming line and column.
 */
export function parseSql(source: string): SqlNode[] {
  const cursor = { source, at: 0 }
  return parseUntil(cursor, () => false)
}

/** Reads nodes until `stop` says so at depth 0 of round brackets, or the source ends. */
function parseUntil(cursor: Cursor, stop: (cursor: Cursor, depth: number) => boolean): SqlNode[] {
  const { source } = cursor
  const nodes: SqlNode[] = []
  let text = ''
  let textAt = cursor.at
  let depth = 0
  const flush = (): void => {
    if (text !== '') nodes.push({ kind: 'text', text, at: textAt })
    text = ''
  }
  const push = (node: SqlNode): void => {
    flush()
    nodes.push(node)
  }
  const append = (character: string): void => {
    if (text === '') textAt = cursor.at
    text += character
    cursor.at += 1
  }
  // A node of its own, so that the offsets inside the text around it stay true.
  const skipComment = (end: number): void => {
    push({ kind: 'text', text: ' ', at: cursor.at })
    cursor.at = end
  }

  while (cursor.at < source.length) {
    if (stop(cursor, depth)) break
    const at = cursor.at
    const character = source.charAt(at)
    const pair = source.slice(at, at + 2)
    if (pair === '--') {
      const end = source.indexOf('\n', at)
      skipComment(end < 0 ? source.length : end)
    } else if (pair === '/*') {
      const end = source.indexOf('*/', at + 2)
      if (end < 0) fail(cursor, at, 'a comment is not closed')
      skipComment(end + 2)
    } else if (pair === '{{') {
      push(parseMacro(cursor))
    } else if (pair === '}}') {
      fail(cursor, at, '"}}" closes a macro that was not opened')
    } else if (character === "'") {
      push({ kind: 'string', value: readQuoted(cursor, "'"), at })
    } else if (character === '"') {
      push({ kind: 'identifier', name: readQuoted(cursor, '"'), at })
    } else if (character === '@') {
      cursor.at += 1
      push({ kind: 'parameter', name: readName(cursor, 'a parameter name after "@"'), at })
    } else if (character === '`' || character === '$') {
      fail(
        cursor,
        at,
        `"${character}" is not part of the shared SQL subset; use "name" for identifiers and @name for values`,
      )
    } else {
      if (character === '(') depth += 1
      if (character === ')') depth -= 1
      append(character)
    }
  }
  flush()
  return nodes
}

/** `{{name}}` or `{{name(arg, …)}}`, with the cursor on the first brace. */
function parseMacro(cursor: Cursor): SqlNode {
  const { source, at } = cursor
  cursor.at += 2
  skipWhitespace(cursor)
  const name = readName(cursor, 'a macro name after "{{"')
  skipWhitespace(cursor)
  const args: SqlNode[][] = []
  if (source.charAt(cursor.at) === '(') {
    cursor.at += 1
    for (;;) {
      const arg = trimNodes(
        parseUntil(cursor, (inner, depth) => depth === 0 && /[,)]/.test(inner.source.charAt(inner.at))),
      )
      const end = source.charAt(cursor.at)
      if (end === '') fail(cursor, at, `the macro "${name}" is not closed`)
      cursor.at += 1
      if (arg.length > 0 || end === ',' || args.length > 0) {
        if (arg.length === 0) fail(cursor, at, `the macro "${name}" has an empty argument`)
        args.push(arg)
      }
      if (end === ')') break
    }
    skipWhitespace(cursor)
  }
  if (source.slice(cursor.at, cursor.at + 2) !== '}}')
    fail(cursor, at, `the macro "${name}" must end in "}}"`)
  cursor.at += 2
  return { kind: 'macro', name, args, at }
}

function readQuoted(cursor: Cursor, quote: string): string {
  const { source, at } = cursor
  let value = ''
  for (let index = at + 1; index < source.length; index += 1) {
    const character = source.charAt(index)
    if (character !== quote) value += character
    else if (source.charAt(index + 1) === quote) {
      value += quote
      index += 1
    } else {
      cursor.at = index + 1
      return value
    }
  }
  return fail(
    cursor,
    at,
    quote === "'" ? 'a string literal is not closed' : 'a quoted identifier is not closed',
  )
}

function readName(cursor: Cursor, expected: string): string {
  NAME.lastIndex = cursor.at
  const match = NAME.exec(cursor.source)
  if (match === null) return fail(cursor, cursor.at, `expected ${expected}`)
  cursor.at += match[0].length
  return match[0]
}

function skipWhitespace(cursor: Cursor): void {
  WHITESPACE.lastIndex = cursor.at
  cursor.at += WHITESPACE.exec(cursor.source)?.[0].length ?? 0
}

/** Drops blank text at both ends of an argument. */
function trimNodes(nodes: readonly SqlNode[]): SqlNode[] {
  return nodes
    .map((node, index) => {
      if (node.kind !== 'text') return node
      const start = index === 0 ? node.text.trimStart() : node.text
      return { ...node, text: index === nodes.length - 1 ? start.trimEnd() : start }
    })
    .filter((node) => node.kind !== 'text' || node.text !== '')
}

function fail(cursor: Cursor, at: number, problem: string): never {
  throw new AppError('config_invalid', `SQL ${positionOf(cursor.source, at)}: ${problem}.`)
}
