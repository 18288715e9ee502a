import { findMacro } from './macros.ts'
import { parseSql } from './parse-sql.ts'
import { positionOf, type SqlNode } from './sql-node.ts'

export type LintFinding = { readonly line: number; readonly column: number; readonly message: string }

const FUNCTIONS: Readonly<Record<string, string>> = {
  avg: '{{avg(a)}}',
  mean: '{{avg(a)}}',
  sum: '{{sum(a)}}',
  round: '{{round_half_even(a, n)}}',
  round_even: '{{round_half_even(a, n)}}',
  roundbankers: '{{round_half_even(a, n)}}',
  div: '{{div(a, b)}}',
  divide: '{{div(a, b)}}',
  multiply: '{{mul(a, b)}}',
  safe_divide: '{{div(a, b)}}',
  safe_multiply: '{{mul(a, b)}}',
  cast: '{{cast(expr, type)}}',
  try_cast: '{{cast(expr, type)}}',
  safe_cast: '{{cast(expr, type)}}',
}

/** Words after which a star means "all columns". */
const NOT_AN_OPERAND = new Set(['select', 'distinct', 'all'])
const TOKEN = /[A-Za-z_][A-Za-z0-9_]*|[0-9][0-9.eE]*|::|[^\sA-Za-z0-9_]/g

/**
 * Finds arithmetic that is not exact on DECIMAL(38,12) in one of the engines: raw `*`, `/`, `//`, `%`, `::`, and the
 * functions the money macros replace. Inside macros that do not take money (dates, counts of days) raw arithmetic is
 * allowed; `COUNT(*)`, `SELECT *` and `t.*` are no arithmetic.
 */
export function lintMoneySql(source: string): LintFinding[] {
  const findings: LintFinding[] = []
  inspect(parseSql(source), source, findings)
  return findings.sort((left, right) => left.line - right.line || left.column - right.column)
}

function inspect(nodes: readonly SqlNode[], source: string, findings: LintFinding[]): void {
  let operand = false
  for (const node of nodes) {
    if (node.kind === 'text') {
      operand = inspectText(node, operand, source, findings)
      continue
    }
    operand = true
    if (node.kind !== 'macro') continue
    const exempt = findMacro(node.name)?.money !== true
    for (const arg of node.args)
      inspect(exempt ? arg.filter((inner) => inner.kind === 'macro') : arg, source, findings)
  }
}

/** Returns whether the text ends in something a binary operator can follow. */
function inspectText(
  node: { readonly text: string; readonly at: number },
  startsAfterOperand: boolean,
  source: string,
  findings: LintFinding[],
): boolean {
  let operand = startsAfterOperand
  const report = (offset: number, message: string): void => {
    const position = /line (\d+), column (\d+)/.exec(positionOf(source, node.at + offset))
    findings.push({ line: Number(position?.[1]), column: Number(position?.[2]), message })
  }
  for (const match of node.text.matchAll(TOKEN)) {
    const token = match[0]
    const lowered = token.toLowerCase()
    if (token === '*' && operand) report(match.index, 'Raw "*" is not exact on money: use {{mul(a, b)}}.')
    else if (token === '/') report(match.index, 'Raw "/" is not exact on money: use {{div(a, b)}}.')
    else if (token === '%') report(match.index, '"%" is not part of the shared SQL subset.')
    else if (token === '::')
      report(match.index, 'Raw "::" is known to one engine only: use {{cast(expr, type)}}.')
    else if (/^[A-Za-z_]/.test(token) && /^\s*\(/.test(node.text.slice(match.index + token.length))) {
      const replacement = Object.hasOwn(FUNCTIONS, lowered) ? FUNCTIONS[lowered] : undefined
      if (replacement !== undefined)
        report(
          match.index,
          `${token.toUpperCase()}() is not exact on money or differs between engines: use ${replacement}.`,
        )
    }
    operand = /^[A-Za-z0-9_)\]]/.test(token) && !NOT_AN_OPERAND.has(lowered)
  }
  return operand
}
