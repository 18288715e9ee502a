import type { Dataset } from '@cloudact/core/ports/dataset'
import type { Verdict } from '../report.ts'
import { columnsOf } from './columns-of.ts'
import type { AskedRule } from './rule-tree.ts'

/**
 * What the data's generator supports. `present` judges by the data: a conditional column need not be there, and its
 * rules are asked when it is.
 */
export type Criteria = 'present' | 'all' | ReadonlySet<string>

/** What is known of a rule before a row is read: its verdict, that rows have to be asked, or that its parts decide. */
export type Decision =
  | { readonly ask: 'rows' | 'parts' }
  | { readonly ask: 'nothing'; readonly verdict: Verdict; readonly reason: string | null }

export function decideAll(
  tree: ReadonlyMap<string, AskedRule>,
  dataset: Pick<Dataset, 'columns'>,
  criteria: Criteria,
): ReadonlyMap<string, Decision> {
  const columns = new Set(dataset.columns.map(({ name }) => name))
  const decisions = new Map<string, Decision>()
  const decide = (id: string): Decision | undefined => {
    const known = decisions.get(id)
    const asked = tree.get(id)
    if (known !== undefined || asked === undefined) return known
    const decision = alone(asked, columns, criteria) ?? byOthers(asked, decide, tree)
    decisions.set(id, decision)
    return decision
  }
  for (const id of tree.keys()) decide(id)
  return decisions
}

function alone(
  { rule, check, conditions, defect }: AskedRule,
  columns: ReadonlySet<string>,
  criteria: Criteria,
) {
  if (rule.status === 'removed') return none('not-applicable', 'FOCUS has removed this rule.')
  const unsupported = unsupportedBy(rule.criteria, criteria)
  if (unsupported.length > 0)
    return none(
      'not-applicable',
      `It is for sources with ${unsupported.join(' and ')}, which was not declared.`,
    )
  if (
    rule.kind === 'presence' &&
    rule.criteria.length > 0 &&
    criteria === 'present' &&
    check?.kind === 'present'
  )
    if (!columns.has(check.column))
      return none(
        'not-applicable',
        `Whether ${check.column} must be there depends on what the source supports.`,
      )
  if (check === null) return none('skipped', 'Data alone cannot show it.')
  if (rule.kind === 'composite') return undefined
  if (rule.level === 'may') return none('skipped', 'It permits something, so nothing can break it.')
  if (defect?.instead.as === 'set-aside') return none('skipped', defect.reason)
  if (check.kind === 'present')
    return columns.has(check.column)
      ? none('pass', null)
      : none('fail', `The column ${check.column} is not there.`)
  const absent = [check, ...conditions].flatMap(columnsOf).filter((name) => !columns.has(name))
  if (absent.length > 0) return none('not-applicable', `The column ${absent[0] ?? ''} is not there.`)
  return undefined
}

/** A composite waits for its parts. Any rule falls with the rules it is part of and with those it builds on. */
function byOthers(
  { rule, parents, children }: AskedRule,
  decide: (id: string) => Decision | undefined,
  tree: ReadonlyMap<string, AskedRule>,
): Decision {
  const outOfScope = (id: string): boolean => {
    const decision = decide(id)
    return decision?.ask === 'nothing' && decision.verdict === 'not-applicable'
  }
  const above = parents.filter(outOfScope)
  if (parents.length > 0 && above.length === parents.length)
    return none('not-applicable', `It is part of ${above[0] ?? ''}, which does not apply.`)
  if (rule.kind === 'composite') return { ask: 'parts' }
  const missing = rule.needs.find(
    (id) => !children.includes(id) && tree.get(id)?.rule.kind !== 'presence' && outOfScope(id),
  )
  if (missing !== undefined) return none('not-applicable', `It builds on ${missing}, which does not apply.`)
  return { ask: 'rows' }
}

function unsupportedBy(wanted: readonly string[], criteria: Criteria): readonly string[] {
  if (criteria === 'present' || criteria === 'all') return []
  return wanted.filter((name) => !criteria.has(name))
}

function none(verdict: Verdict, reason: string | null): Decision {
  return { ask: 'nothing', verdict, reason }
}
