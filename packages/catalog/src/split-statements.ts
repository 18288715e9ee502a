/** A statement and the line it starts at, from 1. */
export type SplitStatement = { readonly text: string; readonly line: number }

/** One token that may hide a `;`: comments and quoted text. Everything else is passed by character. */
const OPAQUE = /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^'\\]|\\.|'')*'|"(?:[^"\\]|\\.)*"|`[^`]*`/y

/** Splits SQL at `;` outside strings and comments. Parts without any code are dropped. */
export function splitStatements(sql: string): SplitStatement[] {
  const statements: SplitStatement[] = []
  let start = 0
  let code = false
  let at = 0
  const finish = (end: number): void => {
    const text = sql.slice(start, end)
    const lead = text.length - text.trimStart().length
    if (code) statements.push({ text: text.trim(), line: sql.slice(0, start + lead).split('\n').length })
    start = end + 1
    code = false
  }
  while (at < sql.length) {
    OPAQUE.lastIndex = at
    const opaque = OPAQUE.exec(sql)?.[0]
    if (opaque) {
      code ||= !opaque.startsWith('--') && !opaque.startsWith('/*')
      at += opaque.length
    } else {
      if (sql[at] === ';') finish(at)
      else code ||= !/\s/.test(sql.charAt(at))
      at += 1
    }
  }
  finish(sql.length)
  return statements
}

/** The SQL without comments and quoted text: what remains is code. Line breaks stay where they were. */
export function codeOnly(sql: string): string {
  let result = ''
  for (let at = 0; at < sql.length;) {
    OPAQUE.lastIndex = at
    const opaque = OPAQUE.exec(sql)?.[0]
    result += opaque ? ` ${'\n'.repeat(opaque.split('\n').length - 1)}` : sql.charAt(at)
    at += opaque?.length ?? 1
  }
  return result
}
