import type { ConformanceReport, Example, RuleResult } from '@cloudact/conformance/report'

/** Prints what was found: a line for each rule that failed, or with `all` for every rule, and the counts. */
export function writeConformance(
  report: ConformanceReport,
  all: boolean,
  write: (line: string) => void,
): void {
  const listed = report.results.filter(
    ({ verdict, kind }) => all || (verdict === 'fail' && kind !== 'composite'),
  )
  const wide = (value: (result: RuleResult) => string): number =>
    Math.max(0, ...listed.map((result) => value(result).length))
  const ruleWidth = wide(({ rule }) => rule)
  const levelWidth = wide(({ level }) => level)
  const verdictWidth = wide(({ verdict }) => verdict)
  for (const result of listed) {
    write(
      [
        result.rule.padEnd(ruleWidth),
        result.level.padEnd(levelWidth),
        result.verdict.padEnd(verdictWidth),
        String(result.failingRows ?? '').padStart(10),
        result.asks,
      ].join('  '),
    )
    if (result.reason !== null && result.failingRows === null) write(`  ${result.reason}`)
    if (result.defect !== null) write(`  The published rule is not asked as it stands: ${result.defect}`)
    for (const example of result.examples) write(`  row ${example.row}: ${valuesOf(example)}`)
  }
  const { pass, fail, skipped } = report.counts
  write(
    `${listed.length > 0 ? '\n' : ''}${report.rows} rows of ${report.dataset} against FOCUS ${report.version}: ` +
      `${pass} rules pass, ${fail} fail, ${report.counts['not-applicable']} do not apply, ${skipped} cannot be asked of data.`,
  )
  write(report.conforms ? 'No rule that binds is broken.' : 'Rules that bind are broken.')
}

function valuesOf({ values }: Example): string {
  return Object.entries(values)
    .map(([column, value]) => `${column} = ${value === null ? 'NULL' : JSON.stringify(value)}`)
    .join(', ')
}
