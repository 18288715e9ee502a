/** GoogleSQL as far as the emulator's exceptions need it: where literals are, so that brackets in them do not count. */

/** Offset after the literal, quoted name or single character at `at`. */
export function skipToken(sql: string, at: number): number {
  const raw = /[rR]/.test(sql.charAt(at)) && /['"]/.test(sql.charAt(at + 1)) && !/\w/.test(sql.charAt(at - 1))
  const start = raw ? at + 1 : at
  const quote = sql.charAt(start)
  if (quote !== "'" && quote !== '"' && quote !== '`') return at + 1
  for (let index = start + 1; index < sql.length; index += 1) {
    if (sql.charAt(index) === '\\') index += 1
    else if (sql.charAt(index) === quote) return index + 1
  }
  return sql.length
}

export type Call = { readonly start: number; readonly end: number; readonly args: readonly string[] }

/** The call of a function whose name begins at `at`, with the texts of its arguments. */
export function readCall(sql: string, at: number): Call {
  const open = sql.indexOf('(', at)
  const args: string[] = []
  let depth = 0
  let from = open + 1
  for (let index = open; index < sql.length; index = skipToken(sql, index)) {
    const character = sql.charAt(index)
    if ('([{'.includes(character)) depth += 1
    if (')]}'.includes(character)) depth -= 1
    if (depth === 0 || (depth === 1 && character === ',')) {
      args.push(sql.slice(from, index).trim())
      from = index + 1
    }
    if (depth === 0) return { start: at, end: index + 1, args }
  }
  throw new Error('a bracket is not closed')
}

/** Every call of a function, innermost first, replaced by what `rewrite` makes of its arguments. */
export function rewriteCalls(
  sql: string,
  name: string,
  rewrite: (args: readonly string[]) => string,
): string {
  let result = ''
  for (let index = 0; index < sql.length;) {
    const here = sql.slice(index, index + name.length + 1)
    if (here.toUpperCase() === `${name}(` && !/[\w.`]/.test(sql.charAt(index - 1))) {
      const call = readCall(sql, index)
      result += rewrite(call.args.map((arg) => rewriteCalls(arg, name, rewrite)))
      index = call.end
    } else {
      const next = skipToken(sql, index)
      result += sql.slice(index, next)
      index = next
    }
  }
  return result
}

/** `-x` as a product with -1; a minus between two operands and that of a number stay. */
export function rewriteUnaryMinus(sql: string): string {
  let result = ''
  for (let index = 0; index < sql.length;) {
    const next = skipToken(sql, index)
    const unary = /(^|[(,=<>*/+-]|\b(THEN|ELSE|SELECT|WHEN|AND|OR|AS|BY|IN))\s*$/i.test(result)
    const isMinus = sql.charAt(index) === '-' && /[A-Za-z_`(]/.test(sql.charAt(index + 1))
    result += isMinus && unary ? '(-1) * ' : sql.slice(index, next)
    index = next
  }
  return result
}

/** The text a literal of `bigqueryString` stands for. */
export function unquote(literal: string): string {
  return literal
    .slice(1, -1)
    .replace(/\\(.)/gs, (_match, character: string) =>
      character === 'n' ? '\n' : character === 'r' ? '\r' : character,
    )
}
