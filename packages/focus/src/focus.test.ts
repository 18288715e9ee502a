import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ALLOWED_VALUES } from './allowed-values.ts'
import { CONTRACT_COMMITMENT_COLUMNS } from './contract-commitment-columns.ts'
import { COST_AND_USAGE_COLUMNS, NOT_NULL_WHEN_PRESENT } from './cost-and-usage-columns.ts'
import { categoryOfSubcategory } from './service-subcategories.ts'

const ids = COST_AND_USAGE_COLUMNS.map((column) => column.id)
const level = (name: string) => COST_AND_USAGE_COLUMNS.filter((column) => column.level === name).length

describe('FOCUS 1.3 columns', () => {
  it('has the 65 and 13 columns of the specification, in its order and once each', () => {
    expect(ids).toHaveLength(65)
    expect(ids).toEqual([...ids].sort((a, b) => (a < b ? -1 : 1)))
    expect(new Set(ids).size).toBe(65)
    expect(CONTRACT_COMMITMENT_COLUMNS).toHaveLength(13)
    expect([level('mandatory'), level('conditional'), level('recommended')]).toEqual([23, 37, 5])
  })

  it('added exactly eight columns in 1.3 and keeps the two it deprecates', () => {
    const introduced = COST_AND_USAGE_COLUMNS.filter((column) => column.introduced === '1.3').map(
      (column) => column.id,
    )
    expect(introduced).toEqual([
      'AllocatedMethodDetails',
      'AllocatedMethodId',
      'AllocatedResourceId',
      'AllocatedResourceName',
      'AllocatedTags',
      'ContractApplied',
      'HostProviderName',
      'ServiceProviderName',
    ])
    const deprecated = COST_AND_USAGE_COLUMNS.filter((column) => column.deprecated !== null)
    expect(deprecated.map((column) => [column.id, column.level])).toEqual([
      ['ProviderName', 'mandatory'],
      ['PublisherName', 'mandatory'],
    ])
  })

  it('lists the allowed values of every column that has them', () => {
    const constrained = [...COST_AND_USAGE_COLUMNS, ...CONTRACT_COMMITMENT_COLUMNS]
      .filter((column) => column.format === 'allowed-values')
      .map((column) => column.id)
    expect(Object.keys(ALLOWED_VALUES).sort()).toEqual([...new Set(constrained)].sort())
    expect(ALLOWED_VALUES['ServiceSubcategory']).toHaveLength(82)
    expect(ALLOWED_VALUES['ServiceCategory']).toHaveLength(19)
  })

  it('gives a subcategory one parent', () => {
    expect(categoryOfSubcategory('Generative AI')).toBe('AI and Machine Learning')
    expect(categoryOfSubcategory('Multicloud Integration')).toBe('Multicloud')
    expect(categoryOfSubcategory('AI-ML')).toBeUndefined()
    expect(new Set(ALLOWED_VALUES['ServiceSubcategory']).size).toBe(82)
  })
})

/** The published rule model, when the working copy has it next to the repository; the facts above hold without it. */
const RULES = resolve(import.meta.dirname, '../../../../shared/data/focus-rules/focus_rules_1_3.tsv')
const rules = existsSync(RULES) ? readFileSync(RULES, 'utf8').trim().split('\n').slice(1).map(parseRule) : []

function parseRule(line: string) {
  const [id = '', entity = '', kind = '', , , , keyword = '', , condition = '', requirement = ''] =
    line.split('\t')
  return { id, entity, kind, keyword, condition, requirement }
}

describe('the published rule model', () => {
  it('asks for no column the catalogue lacks, and calls the same ones mandatory', () => {
    const presence = rules.filter((rule) => /^CAU-CostAndUsage-D-/.test(rule.id) && rule.kind === 'Presence')
    for (const rule of presence) {
      const column = COST_AND_USAGE_COLUMNS.find((candidate) => candidate.id === rule.entity)
      expect(column, `${rule.id} asks for ${rule.entity}`).toBeDefined()
      if (rule.id.endsWith('-M') && !rule.condition) expect(column?.level, rule.id).toBe('mandatory')
    }
  })

  it('forbids nulls where the catalogue does, and in the two columns that may be absent but never empty', () => {
    const forbidden = rules.flatMap((rule) => {
      const unconditional = /^CAU-.*-M$/.test(rule.id) && rule.keyword === 'MUST NOT' && !rule.condition
      const column = /^CheckNotValue\((\w+),None\)$/.exec(rule.requirement)?.[1]
      return unconditional && column ? [column] : []
    })
    const nullable = COST_AND_USAGE_COLUMNS.filter((column) => column.nullable).map((column) => column.id)
    const expected = rules.length > 0 ? NOT_NULL_WHEN_PRESENT : []
    expect(nullable.filter((id) => forbidden.includes(id))).toEqual(expected)
  })

  it('allows the same service categories', () => {
    for (const rule of rules.filter(({ id }) => id === 'CAU-ServiceCategory-C-003-M')) {
      const values = [...rule.requirement.matchAll(/CheckValue\(ServiceCategory,([^)]+)\)/g)].map(
        (match) => match[1],
      )
      expect(values.sort()).toEqual([...(ALLOWED_VALUES['ServiceCategory'] ?? [])].sort())
    }
  })
})
