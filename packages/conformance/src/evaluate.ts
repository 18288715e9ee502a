import type { FocusDataset, FocusModel, FocusRule, RuleLevel } from '@cloudact/focus/rules/rule'
import { asks } from './asks.ts'
import type { Dataset } from '@cloudact/core/ports/dataset'
import { type Criteria, type Decision, decideAll } from './model/decide.ts'
import { type AskedRule, ruleTree } from './model/rule-tree.ts'
import { binds, type ConformanceReport, type Example, type RuleResult, type Verdict } from './report.ts'
import { countFailing } from './run/count-failing.ts'
import { findExamples } from './run/find-examples.ts'
import { measure } from './run/measure.ts'
import { SqlScope } from './sql/sql-scope.ts'

export type EvaluateOptions = {
  readonly dataset: FocusDataset
  /** What the data's generator supports; by default judged by the columns that are there. */
  readonly criteria?: Criteria
  /** Rows shown of each failing rule, 3 when absent. */
  readonly examples?: number
  /** Only these kinds of rules are asked; the others are skipped. */
  readonly kinds?: ReadonlySet<FocusRule['kind']>
  /** Leaves the model's defects as published, for comparing with the official validator. */
  readonly published?: boolean
}

/** Asks every rule of a FOCUS model of a dataset. Rules are in the order of their ids. */
export async function evaluate(
  dataset: Dataset,
  model: FocusModel,
  options: EvaluateOptions,
): Promise<ConformanceReport> {
  const tree = ruleTree(model, options.dataset, options)
  const decisions = decideAll(tree, dataset, options.criteria ?? 'present')
  const isWanted = ({ kind }: FocusRule): boolean => options.kinds?.has(kind) ?? true
  const scope = new SqlScope(dataset)
  const measures = [...tree.values()]
    .filter(({ rule }) => decisions.get(rule.id)?.ask === 'rows' && isWanted(rule))
    .map((asked) => measure(scope, dataset.relation, asked))
  const { rows, failing } = await countFailing(dataset, scope, measures)
  const broken = measures.filter(({ rule }) => (failing.get(rule) ?? 0) > 0)
  const examples = await findExamples(dataset, scope, broken, options.examples ?? 3)

  const results = new Map<string, RuleResult>()
  const resultOf = (asked: AskedRule): RuleResult => {
    const known = results.get(asked.rule.id)
    if (known !== undefined) return known
    const parts = asked.children.map((id) => tree.get(id)).filter((part) => part !== undefined)
    const found = verdictOf(asked, decisions.get(asked.rule.id), failing, () => parts.map(resultOf))
    const result = toResult(asked, found, examples.get(asked.rule.id) ?? [])
    results.set(asked.rule.id, result)
    return result
  }
  const all = [...tree.values()].map(resultOf)
  return {
    version: model.version,
    dataset: options.dataset,
    rows,
    conforms: !all.some(({ level, verdict }) => verdict === 'fail' && binds(level)),
    counts: countVerdicts(all),
    results: all,
  }
}

type Found = Pick<RuleResult, 'verdict' | 'reason' | 'failingRows'>

function verdictOf(
  asked: AskedRule,
  decision: Decision | undefined,
  failing: ReadonlyMap<string, number>,
  parts: () => readonly RuleResult[],
): Found {
  if (decision?.ask === 'nothing')
    return { verdict: decision.verdict, reason: decision.reason, failingRows: null }
  if (decision?.ask === 'parts') return composite(asked.rule.level, parts())
  const count = failing.get(asked.rule.id)
  if (count === undefined)
    return { verdict: 'skipped', reason: 'This kind of rule was not asked for.', failingRows: null }
  if (count === 0) return { verdict: 'pass', reason: null, failingRows: 0 }
  return {
    verdict: 'fail',
    reason: `${count} ${count === 1 ? 'row breaks' : 'rows break'} it.`,
    failingRows: count,
  }
}

/**
 * A composite that binds fails with a binding part: a recommendation below a MUST is still a recommendation. One that
 * recommends fails with any part. It passes when a part was asked and none failed so.
 */
function composite(level: RuleLevel, parts: readonly RuleResult[]): Found {
  const failed = parts.filter((part) => part.verdict === 'fail' && (binds(part.level) || !binds(level)))
  if (failed.length > 0)
    return { verdict: 'fail', reason: `It has failing parts: ${list(failed)}.`, failingRows: null }
  if (parts.some(({ verdict }) => verdict === 'pass' || verdict === 'fail'))
    return { verdict: 'pass', reason: null, failingRows: null }
  const verdict = parts.some((part) => part.verdict === 'not-applicable') ? 'not-applicable' : 'skipped'
  return { verdict, reason: 'None of its parts was asked.', failingRows: null }
}

/** So many are named; more are counted. */
const NAMED = 5

function list(parts: readonly RuleResult[]): string {
  const named = parts.slice(0, NAMED).map(({ rule }) => rule)
  return parts.length > NAMED ? `${named.join(', ')} and ${parts.length - NAMED} more` : named.join(', ')
}

function toResult(asked: AskedRule, found: Found, examples: readonly Example[]): RuleResult {
  const { rule, defect } = asked
  return {
    rule: rule.id,
    dataset: rule.dataset,
    entity: rule.entity,
    kind: rule.kind,
    level: rule.level,
    status: rule.status,
    ...found,
    asks: asks(asked),
    examples,
    defect: defect?.reason ?? null,
  }
}

function countVerdicts(results: readonly RuleResult[]): Record<Verdict, number> {
  const counts = { pass: 0, fail: 0, 'not-applicable': 0, skipped: 0 }
  for (const { verdict } of results) counts[verdict] += 1
  return counts
}
