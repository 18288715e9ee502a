import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { readModel } from './read-model.ts'

const COMMITTED = path.resolve(import.meta.dirname, '../../configs/focus/rules-1.3.jsonl')
/** The published model, when the working copy has it next to the repository. */
const PUBLISHED = [2, 3]
  .map((up) =>
    path.resolve(import.meta.dirname, '../'.repeat(up), '../shared/data/focus-rules/model-1.3.json'),
  )
  .find((file) => existsSync(file))

function model(requirement: unknown, more: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    Details: { FOCUSVersion: '1.3' },
    ModelRules: {
      'CAU-Tags-C-001-M': {
        Function: 'Validation',
        EntityId: 'Tags',
        DatasetId: 'CostAndUsage',
        ModelVersionIntroduced: '1.3',
        Status: 'Active',
        Type: 'Static',
        ApplicabilityCriteria: [],
        ValidationCriteria: {
          MustSatisfy: 'A sentence of the model.',
          Keyword: 'MUST NOT',
          Requirement: requirement,
          Condition: {},
          Dependencies: [],
        },
        ...more,
      },
    },
  })
}
const value = (column: string, wanted: unknown) => ({
  CheckFunction: 'CheckValue',
  ColumnName: column,
  Value: wanted,
})
const checkOf = (requirement: unknown) => readModel(model(requirement)).rules[0]?.check

describe('the compiled rules', () => {
  it.runIf(PUBLISHED !== undefined)('are what the published model says', () => {
    const { rules } = readModel(readFileSync(PUBLISHED ?? '', 'utf8'))
    expect(`${rules.map((rule) => JSON.stringify(rule)).join('\n')}\n`).toBe(readFileSync(COMMITTED, 'utf8'))
  })

  it('hold none of its sentences', () => {
    expect(JSON.stringify(readModel(model(value('Tags', null))))).not.toContain('sentence')
    expect(readFileSync(COMMITTED, 'utf8')).not.toMatch(/MUST|SHOULD|adheres/)
  })

  it('say values that are joined by OR as one list, pairs too', () => {
    const or = (...items: unknown[]) => ({ CheckFunction: 'OR', Items: items })
    const and = (...items: unknown[]) => ({ CheckFunction: 'AND', Items: items })
    expect(checkOf(or(value('A', 'x'), value('A', 'y')))).toEqual({
      kind: 'one-of',
      column: 'A',
      values: ['x', 'y'],
    })
    expect(checkOf(or(value('A', 'x'), value('B', 'y')))).toMatchObject({ kind: 'any' })
    expect(checkOf(or(and(value('A', 'x'), value('B', 'y')), and(value('A', 'v'), value('B', 'w'))))).toEqual(
      {
        kind: 'one-of-pairs',
        columns: ['A', 'B'],
        pairs: [
          ['x', 'y'],
          ['v', 'w'],
        ],
      },
    )
    expect(checkOf(and(value('A', null)))).toEqual({ kind: 'null', column: 'A' })
  })

  it('list a rule that data cannot show without a check', () => {
    expect(readModel(model({}, { Type: 'Dynamic' })).rules[0]).toMatchObject({
      check: null,
      level: 'must-not',
    })
  })

  it.each([
    [
      model({ CheckFunction: 'CheckPhaseOfMoon', ColumnName: 'A' }),
      'CAU-Tags-C-001-M: The model uses a check',
    ],
    [model({ XOR: [] }), 'a check without a function'],
    [model({}), 'it is static and asks nothing'],
    [model(value('A', null), { Status: 'Rumoured' }), '"Rumoured" is not known'],
    [model({ CheckFunction: 'JSONCheckPathKeyExists', ColumnName: 'A', Path: '$..b' }), 'The JSON path $..b'],
  ])('are not made of a model that holds something else', (text, message) => {
    expect(() => readModel(text)).toThrow(message)
  })
})
