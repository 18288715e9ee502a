import type { Check } from './check.ts'

export type FocusDataset = 'CostAndUsage' | 'ContractCommitment'
export type RuleLevel = 'must' | 'must-not' | 'should' | 'should-not' | 'recommended' | 'may'

/** A rule of the FOCUS requirements model, as facts. */
export type FocusRule = {
  readonly id: string
  /** Null for a rule of an attribute, such as the handling of units, which is not of one dataset. */
  readonly dataset: FocusDataset | null
  /** The column, object, dataset or attribute the rule is about. */
  readonly entity: string
  readonly kind: 'composite' | 'presence' | 'type' | 'format' | 'nullability' | 'validation'
  readonly level: RuleLevel
  readonly status: 'active' | 'deprecated' | 'removed'
  /** Version of FOCUS that introduced it. */
  readonly introduced: string
  /** The rule binds only data whose generator supports all of these; everyone when empty. */
  readonly criteria: readonly string[]
  /** Rules that must have been asked for this one to make sense. */
  readonly needs: readonly string[]
  /** Null when the model says that data alone cannot show it: it is then listed, never evaluated. */
  readonly check: Check | null
  /** Rows the rule is about; all when null. */
  readonly when: Check | null
}

/** A rule the published model states wrongly, and what is done instead. */
export type RuleDefect = {
  readonly rule: string
  /** Why, in words for the person who reads a result. */
  readonly reason: string
  readonly instead:
    | {
        /** Asked as the specification's text has it. Absent parts stay as in the model; `when: null` asks every row. */
        readonly as: 'amended'
        readonly check?: Check | undefined
        readonly when?: Check | null | undefined
      }
    | { readonly as: 'set-aside' }
}

/** The rules of one version of FOCUS. */
export type FocusModel = {
  /** `1.3`. */
  readonly version: string
  readonly rules: readonly FocusRule[]
  readonly defects: readonly RuleDefect[]
}
