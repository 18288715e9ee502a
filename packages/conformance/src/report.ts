import type { FocusDataset, FocusRule, RuleLevel } from '@cloudact/focus/rules/rule'

export type Verdict = 'pass' | 'fail' | 'not-applicable' | 'skipped'

/** A row that breaks a rule: its number from 1 and the columns the rule looks at, as text. */
export type Example = {
  readonly row: number
  readonly values: Readonly<Record<string, string | null>>
}

export type RuleResult = {
  readonly rule: string
  readonly dataset: FocusDataset | null
  /** The column, object, dataset or attribute. */
  readonly entity: string
  readonly kind: FocusRule['kind']
  readonly level: RuleLevel
  readonly status: FocusRule['status']
  readonly verdict: Verdict
  /** What the rule asks, in the product's own words. */
  readonly asks: string
  /** Why it failed, was not asked, or does not apply; null when it passed. */
  readonly reason: string | null
  /** Rows that break it; null where rows are not what it is about. */
  readonly failingRows: number | null
  readonly examples: readonly Example[]
  /** Why the published rule is not asked as it stands; null when it is. */
  readonly defect: string | null
}

export type ConformanceReport = {
  /** Version of FOCUS whose rules were asked. */
  readonly version: string
  readonly dataset: FocusDataset
  readonly rows: number
  /** No rule that binds failed. What is only recommended does not count. */
  readonly conforms: boolean
  readonly counts: Readonly<Record<Verdict, number>>
  readonly results: readonly RuleResult[]
}

/** MUST and MUST NOT: what data has to satisfy. */
export function binds(level: RuleLevel): boolean {
  return level === 'must' || level === 'must-not'
}
