import { JsonNumber } from '@cloudact/engine/json-source'

/** A TOML value; numbers keep their source text, so a price never becomes a float. */
export type TomlValue = string | boolean | JsonNumber | readonly TomlValue[] | TomlTable
export type TomlTable = { [key: string]: TomlValue }

const TOKEN =
  /\s+|#[^\n]*|\[\[?[^\]\n"]+\]\]?(?=\s*(?:#|\n|$))|"(?:[^"\\\n]|\\.)*"|[+-]?[\d][\d_]*(?:\.[\d_]+)?(?:[eE][+-]?\d+)?(?![\w-])|[\w-]+|[=,.{}[\]]/y

const NUMBER = /^[+-]?\d[\d_]*(\.\d[\d_]*)?([eE][+-]?\d+)?$/

/**
 * Reads the TOML that models.dev is written in: tables, arrays of tables, dotted keys, strings, numbers, booleans,
 * arrays and inline tables. Throws with the line on anything else; a library would hand out prices as floats.
 */
export function readToml(source: string): TomlTable {
  const tokens = tokenize(source)
  const root: TomlTable = {}
  let table = root
  let at = 0
  const next = (): string => tokens[at++] ?? fail('the text ends too early')
  const value = (): TomlValue => {
    const token = next()
    if (token.startsWith('"')) return String(JSON.parse(token))
    if (token === 'true' || token === 'false') return token === 'true'
    if (token === '{') return inline('}', {})
    if (token.startsWith('[')) return array(token)
    return NUMBER.test(token) ? new JsonNumber(token.replaceAll('_', '')) : fail(`"${token}" is no value`)
  }
  const array = (first: string): TomlValue[] => {
    if (first !== '[') return fail(`"${first}" is no value`)
    const values: TomlValue[] = []
    while (tokens[at] !== ']') {
      values.push(value())
      if (tokens[at] === ',') at += 1
    }
    at += 1
    return values
  }
  const inline = (end: string, target: TomlTable): TomlTable => {
    while (tokens[at] !== end) {
      pair(target)
      if (tokens[at] === ',') at += 1
    }
    at += 1
    return target
  }
  const pair = (target: TomlTable): void => {
    const keys = [unquoted(next())]
    while (tokens[at] === '.') {
      at += 1
      keys.push(unquoted(next()))
    }
    if (next() !== '=') fail(`"${keys.join('.')}" has no value`)
    child(target, keys.slice(0, -1))[keys.at(-1) ?? ''] = value()
  }
  while (at < tokens.length) {
    const header = /^(\[\[?)([^[\]]+)\]\]?$/.exec(tokens[at] ?? '')
    if (!header) {
      pair(table)
      continue
    }
    at += 1
    const keys = (header[2] ?? '').split('.').map((key) => key.trim())
    table = header[1] === '[[' ? appended(root, keys) : child(root, keys)
  }
  return root
}

function tokenize(source: string): string[] {
  const tokens: string[] = []
  let at = 0
  // In an array, "[1]" is a value; at the start of a line it is a table.
  let lineStart = true
  while (at < source.length) {
    TOKEN.lastIndex = at
    let token = TOKEN.exec(source)?.[0]
    if (token === undefined) return fail(`cannot read line ${source.slice(0, at).split('\n').length}`)
    if (token.length > 1 && token.startsWith('[') && !lineStart) token = '['
    at += token.length
    const blank = /^(\s|#)/.test(token)
    lineStart = blank ? lineStart || token.includes('\n') : false
    if (!blank) tokens.push(token)
  }
  return tokens
}

function child(table: TomlTable, keys: readonly string[]): TomlTable {
  return keys.reduce((parent, key) => {
    const found = parent[key]
    const last = isTomlArray(found) ? found.at(-1) : found
    if (isTomlTable(last)) return last
    const made: TomlTable = {}
    parent[key] = made
    return made
  }, table)
}

function appended(root: TomlTable, keys: readonly string[]): TomlTable {
  const parent = child(root, keys.slice(0, -1))
  const key = keys.at(-1) ?? ''
  const made: TomlTable = {}
  const list = parent[key]
  parent[key] = [...(isTomlArray(list) ? list : []), made]
  return made
}

export function isTomlArray(value: TomlValue | undefined): value is readonly TomlValue[] {
  return Array.isArray(value)
}

export function isTomlTable(value: TomlValue | undefined): value is TomlTable {
  return typeof value === 'object' && !isTomlArray(value) && !(value instanceof JsonNumber)
}

function unquoted(token: string): string {
  return token.startsWith('"') ? String(JSON.parse(token)) : token
}

function fail(reason: string): never {
  throw new Error(`This TOML is not understood: ${reason}.`)
}
