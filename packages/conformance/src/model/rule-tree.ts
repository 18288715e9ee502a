import type { Check } from '@cloudact/focus/rules/check'
import type { FocusDataset, FocusModel, FocusRule, RuleDefect } from '@cloudact/focus/rules/rule'

/** A rule as it is asked of one dataset. */
export type AskedRule = {
  readonly rule: FocusRule
  /** The published check, or what the defects put in its place. */
  readonly check: Check | null
  /** Its own condition and those of the composites it is part of: all must hold for a row to be asked. */
  readonly conditions: readonly Check[]
  /** Rules it is part of. */
  readonly parents: readonly string[]
  /** Rules it is made of. */
  readonly children: readonly string[]
  readonly defect: RuleDefect | null
}

/**
 * The rules of a dataset and of the attributes, by id. With `published: true` the defects are left as they are, which
 * is for comparing with the official validator.
 */
export function ruleTree(
  model: FocusModel,
  dataset: FocusDataset,
  { published = false }: { readonly published?: boolean } = {},
): ReadonlyMap<string, AskedRule> {
  const defects = new Map(published ? [] : model.defects.map((defect) => [defect.rule, defect]))
  const rules = model.rules.filter((rule) => rule.dataset === null || rule.dataset === dataset)
  const known = new Set(rules.map(({ id }) => id))
  const checks = new Map(rules.map((rule) => [rule.id, amended(rule, defects.get(rule.id))]))
  const children = new Map(
    rules.map(({ id }) => [id, membersOf(checks.get(id)?.check ?? null).filter((child) => known.has(child))]),
  )
  const parents = new Map<string, string[]>()
  for (const [id, members] of children)
    for (const child of members) parents.set(child, [...(parents.get(child) ?? []), id])

  const conditionsOf = (id: string, seen: readonly string[]): readonly Check[] => {
    if (seen.includes(id)) throw new Error(`The rule ${id} is part of itself`)
    const own = checks.get(id)?.when ?? null
    const above = (parents.get(id) ?? []).map((parent) => conditionsOf(parent, [...seen, id]))
    const inherited = above.length <= 1 ? above.flat() : anyOf(above)
    return own === null ? inherited : [own, ...inherited]
  }
  return new Map(
    rules.map((rule) => [
      rule.id,
      {
        rule,
        check: checks.get(rule.id)?.check ?? null,
        conditions: conditionsOf(rule.id, []),
        parents: parents.get(rule.id) ?? [],
        children: children.get(rule.id) ?? [],
        defect: defects.get(rule.id) ?? null,
      },
    ]),
  )
}

function amended(rule: FocusRule, defect: RuleDefect | undefined): Pick<FocusRule, 'check' | 'when'> {
  const instead = defect?.instead
  if (instead?.as !== 'amended') return rule
  return {
    check: instead.check ?? rule.check,
    when: instead.when === undefined ? rule.when : instead.when,
  }
}

/** A rule of several composites is asked where the conditions of one of them hold. */
function anyOf(ways: readonly (readonly Check[])[]): readonly Check[] {
  if (ways.some((way) => way.length === 0)) return []
  return [{ kind: 'any', of: ways.map((way) => ({ kind: 'all', of: way })) }]
}

function membersOf(check: Check | null): readonly string[] {
  if (check === null) return []
  if (check.kind === 'rule') return [check.rule]
  return check.kind === 'all' || check.kind === 'any' ? check.of.flatMap(membersOf) : []
}
