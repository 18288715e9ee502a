import type { FocusDataset, FocusRule, RuleLevel } from '@cloudact/focus/rules/rule'
import { isNode, names, node, type Node, text } from './node.ts'
import { readCheck } from './read-check.ts'

const LEVELS: Readonly<Record<string, RuleLevel>> = {
  MUST: 'must',
  'MUST NOT': 'must-not',
  SHOULD: 'should',
  'SHOULD NOT': 'should-not',
  RECOMMENDED: 'recommended',
  MAY: 'may',
}
const KINDS: Readonly<Record<string, FocusRule['kind']>> = {
  Composite: 'composite',
  Presence: 'presence',
  Type: 'type',
  Format: 'format',
  Nullability: 'nullability',
  Validation: 'validation',
}
const STATUSES: Readonly<Record<string, FocusRule['status']>> = {
  Active: 'active',
  Deprecated: 'deprecated',
  Removed: 'removed',
}
const DATASETS: Readonly<Record<string, FocusDataset>> = {
  CostAndUsage: 'CostAndUsage',
  ContractCommitment: 'ContractCommitment',
}

/**
 * The facts of the published model, rules sorted by id: its sentences and notes are not read. Throws for anything it
 * does not know, so that nothing of another model is lost in silence.
 */
export function readModel(json: string): { readonly version: string; readonly rules: readonly FocusRule[] } {
  const model: unknown = JSON.parse(json)
  if (!isNode(model)) throw new Error('The model is no object')
  const rules = Object.entries(node(model, 'ModelRules')).map(([id, rule]) => {
    if (!isNode(rule)) throw new Error(`${id} is no rule`)
    try {
      return readRule(id, rule)
    } catch (cause) {
      throw new Error(`${id}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
    }
  })
  return {
    version: text(node(model, 'Details'), 'FOCUSVersion'),
    rules: rules.sort((a, b) => (a.id < b.id ? -1 : 1)),
  }
}

function readRule(id: string, rule: Node): FocusRule {
  const criteria = node(rule, 'ValidationCriteria')
  const type = text(rule, 'Type')
  if (type !== 'Static' && type !== 'Dynamic') throw new Error(`its type ${type} is not known`)
  const check = type === 'Static' ? readCheck(criteria['Requirement']) : null
  if (type === 'Static' && check === null) throw new Error('it is static and asks nothing')
  return {
    id,
    dataset: rule['DatasetId'] === undefined ? null : known(DATASETS, text(rule, 'DatasetId')),
    entity: text(rule, 'EntityId'),
    kind: known(KINDS, text(rule, 'Function')),
    level: known(LEVELS, text(criteria, 'Keyword')),
    status: known(STATUSES, text(rule, 'Status')),
    introduced: text(rule, 'ModelVersionIntroduced'),
    criteria: names(rule, 'ApplicabilityCriteria'),
    needs: names(criteria, 'Dependencies'),
    check,
    when: type === 'Static' ? readCheck(criteria['Condition']) : null,
  }
}

function known<Value>(table: Readonly<Record<string, Value>>, word: string): Value {
  const value = Object.hasOwn(table, word) ? table[word] : undefined
  if (value === undefined) throw new Error(`"${word}" is not known`)
  return value
}
