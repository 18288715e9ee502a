import type { Check } from '@cloudact/focus/rules/check'
import type { Verdict } from '../report.ts'
import type { AskedRule } from '../model/rule-tree.ts'

/** Why the official validator (2.2.1) and the product judge a kind of rule differently. */
export type OfficialDifference = {
  readonly official: 'pass' | 'fail' | 'skipped'
  readonly ours: Verdict
  readonly reason: string
  readonly of: (asked: AskedRule) => boolean
}

const kindOf = (asked: AskedRule): Check['kind'] | undefined => asked.check?.kind
const formatOf = ({ check }: AskedRule): string | undefined =>
  check?.kind === 'format' || check?.kind === 'json-format' ? check.format : undefined
const conditionHas = (asked: AskedRule, kind: Check['kind']): boolean =>
  asked.conditions.some((condition) => JSON.stringify(condition).includes(`"kind":"${kind}"`))
const isMoment = (column: string): boolean => /Period(Start|End)$/.test(column)

/** Defects of the published model apart: those are in `configs/focus`. */
export const OFFICIAL_DIFFERENCES: readonly OfficialDifference[] = [
  {
    official: 'skipped',
    ours: 'pass',
    reason: 'It does not ask whether a value is a decimal one.',
    of: (asked) => formatOf(asked) === 'decimal',
  },
  {
    official: 'pass',
    ours: 'fail',
    reason:
      'It takes text for well formed that is ASCII. FOCUS allows all of Unicode, and no blank text for a value.',
    of: (asked) => formatOf(asked) === 'string',
  },
  {
    official: 'pass',
    ours: 'fail',
    reason:
      'It asks only whether a value is JSON, not whether it is an object, of single values where FOCUS says so.',
    of: (asked) => ['key-value', 'json-object'].includes(formatOf(asked) ?? ''),
  },
  {
    official: 'pass',
    ours: 'fail',
    reason: 'It lets alternatives pass for all rows when some row satisfies one of them.',
    of: (asked) => ['one-of', 'one-of-pairs'].includes(kindOf(asked) ?? ''),
  },
  {
    official: 'pass',
    ours: 'fail',
    reason:
      'It does not ask rows whose condition is about another value than a NULL: NULL is not "Correction" either.',
    of: (asked) => kindOf(asked) === 'not-null' && conditionHas(asked, 'not-equal'),
  },
  {
    official: 'pass',
    ours: 'fail',
    reason: 'It drops a column of times that holds a NULL, and then no longer sees the NULL.',
    of: ({ check }) => check?.kind === 'not-null' && isMoment(check.column),
  },
  {
    official: 'fail',
    ours: 'pass',
    reason: 'It drops a column of times that holds a NULL, and then misses the column.',
    of: ({ check }) => check?.kind === 'present' && isMoment(check.column),
  },
  {
    official: 'fail',
    ours: 'pass',
    reason:
      'It takes a JSON null for a value of the wrong type, though other rules say when it is to be null.',
    of: (asked) => kindOf(asked) === 'json-type',
  },
  {
    official: 'fail',
    ours: 'pass',
    reason: 'It asks a condition of any element of the array, not of the element that is judged.',
    of: (asked) =>
      ['json-null', 'json-not-null'].includes(kindOf(asked) ?? '') &&
      (conditionHas(asked, 'json-null') || conditionHas(asked, 'json-not-null')),
  },
]
