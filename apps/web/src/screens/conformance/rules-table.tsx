import type { RuleResult } from '../../api/shapes.ts'
import { formatQuantity } from '../../format/money.ts'
import { Badge } from '../../ui/badge.tsx'
import { TableHead } from '../../ui/table-head.tsx'
import { cellStyles, tableStyles } from '../../ui/table-styles.ts'

const VERDICTS = {
  pass: { label: 'passes', tone: 'ok' },
  fail: { label: 'broken', tone: 'danger' },
  'not-applicable': { label: 'does not apply', tone: 'neutral' },
  skipped: { label: 'not asked', tone: 'neutral' },
} as const
/** The words of the specification. */
const LEVELS = {
  must: 'MUST',
  'must-not': 'MUST NOT',
  should: 'SHOULD',
  'should-not': 'SHOULD NOT',
  recommended: 'RECOMMENDED',
  may: 'MAY',
} as const
const BINDING: readonly RuleResult['level'][] = ['must', 'must-not']

type RulesTableProps = { readonly results: readonly RuleResult[] }

export function RulesTable({ results }: RulesTableProps) {
  return (
    <div className="scroll-x" tabIndex={0} role="region" aria-label="Rules of FOCUS">
      <table className={tableStyles}>
        <TableHead labels={['Verdict', 'What is asked', 'Level', 'Broken by', 'Rule']} />
        <tbody>
          {results.map((result) => (
            <tr key={result.rule}>
              <td className={cellStyles}>
                <Badge tone={toneOf(result)}>{VERDICTS[result.verdict].label}</Badge>
              </td>
              <td className={`${cellStyles} min-w-56 break-words`}>
                {result.asks}
                {result.reason && result.failingRows === null ? (
                  <span className="block text-muted">{result.reason}</span>
                ) : null}
                {result.defect ? (
                  <span className="block text-muted">Not asked as published: {result.defect}</span>
                ) : null}
                <Examples result={result} />
              </td>
              <td className={`${cellStyles} whitespace-nowrap text-muted`}>{LEVELS[result.level]}</td>
              <td className={`${cellStyles} figures whitespace-nowrap text-muted`}>
                {result.failingRows ? `${formatQuantity(result.failingRows)} charges` : ''}
              </td>
              <td className={`${cellStyles} whitespace-nowrap text-muted`}>{result.rule}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Examples({ result }: { readonly result: RuleResult }) {
  if (result.examples.length === 0) return null
  return (
    <details className="mt-1">
      <summary className="cursor-pointer text-muted hover:text-ink">Charges that break it</summary>
      <ul className="mt-1 space-y-1">
        {result.examples.map(({ row, values }) => (
          <li key={row} className="break-all">
            <span className="text-faint">Row {formatQuantity(row)} of the export</span>
            {Object.entries(values).map(([column, value]) => (
              <span key={column} className="block">
                {column}: {value ?? <span className="text-faint">no value</span>}
              </span>
            ))}
          </li>
        ))}
      </ul>
    </details>
  )
}

function toneOf({ verdict, level }: RuleResult) {
  return verdict === 'fail' && !BINDING.includes(level) ? 'warn' : VERDICTS[verdict].tone
}
