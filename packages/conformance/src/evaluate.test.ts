import type { Check } from '@cloudact/focus/rules/check'
import type { FocusModel, FocusRule } from '@cloudact/focus/rules/rule'
import { memoryDataset, type MemoryRow } from '@cloudact/warehouse/testing/memory-dataset'
import { describe, expect, it } from 'vitest'
import { evaluate, type EvaluateOptions } from './evaluate.ts'
import type { RuleResult } from './report.ts'

function rule(id: string, check: Check | null, more: Partial<FocusRule> = {}): FocusRule {
  return {
    id,
    dataset: 'CostAndUsage',
    entity: id,
    kind: 'validation',
    level: 'must',
    status: 'active',
    introduced: '1.3',
    criteria: [],
    needs: [],
    check,
    when: null,
    ...more,
  }
}

function composite(id: string, parts: readonly string[], more: Partial<FocusRule> = {}): FocusRule {
  return rule(
    id,
    { kind: 'all', of: parts.map((part) => ({ kind: 'rule', rule: part })) },
    { kind: 'composite', ...more },
  )
}

type Given = {
  readonly rules: readonly FocusRule[]
  readonly defects?: FocusModel['defects']
  readonly types?: Readonly<Record<string, string>>
  readonly options?: Partial<EvaluateOptions>
}

async function results(rows: readonly MemoryRow[], given: Given) {
  const dataset = await memoryDataset(rows, given.types)
  const model = { version: '1.3', rules: given.rules, defects: given.defects ?? [] }
  const report = await evaluate(dataset, model, { dataset: 'CostAndUsage', ...given.options })
  dataset.close()
  const found = new Map(report.results.map((result) => [result.rule, result]))
  return { report, of: (id: string): RuleResult | undefined => found.get(id) }
}

const verdictOf = async (rows: readonly MemoryRow[], check: Check, given: Partial<Given> = {}) =>
  (await results(rows, { rules: [rule('R', check)], ...given })).of('R')?.verdict

describe('a condition', () => {
  const notCorrection: Check = { kind: 'not-equal', column: 'ChargeClass', value: 'Correction' }
  const needsSku = rule('R', { kind: 'not-null', column: 'SkuId' }, { when: notCorrection })

  it('holds for a row without the value as for one with another', async () => {
    const { of } = await results(
      [
        { ChargeClass: null, SkuId: null },
        { ChargeClass: 'Correction', SkuId: null },
        { ChargeClass: null, SkuId: 's' },
      ],
      { rules: [needsSku] },
    )
    expect(of('R')).toMatchObject({ verdict: 'fail', failingRows: 1 })
    expect(of('R')?.examples).toEqual([{ row: 1, values: { SkuId: null, ChargeClass: null } }])
  })

  it('of a composite is one of its parts, however deep', async () => {
    const { of } = await results([{ ChargeClass: 'Correction', SkuId: null }], {
      rules: [
        composite('A', ['B'], { when: notCorrection }),
        composite('B', ['R']),
        rule('R', { kind: 'not-null', column: 'SkuId' }),
      ],
    })
    expect(of('R')?.verdict).toBe('pass')
    expect(of('R')?.asks).toBe('SkuId is not null, when ChargeClass is not "Correction"')
  })

  it('of two composites is met where that of one is', async () => {
    const usage: Check = { kind: 'equal', column: 'ChargeCategory', value: 'Usage' }
    const tax: Check = { kind: 'equal', column: 'ChargeCategory', value: 'Tax' }
    const { of } = await results(
      ['Usage', 'Tax', 'Credit'].map((category) => ({ ChargeCategory: category, SkuId: null })),
      {
        rules: [
          composite('A', ['R'], { when: usage }),
          composite('B', ['R'], { when: tax }),
          rule('R', { kind: 'not-null', column: 'SkuId' }),
        ],
      },
    )
    expect(of('R')?.failingRows).toBe(2)
  })
})

describe('a composite', () => {
  const broken = rule('Broken', { kind: 'not-null', column: 'SkuId' })
  const kept = rule('Kept', { kind: 'null', column: 'SkuId' })
  const rows = [{ SkuId: null }]

  it('fails with a part that fails, and says which', async () => {
    const { of, report } = await results(rows, { rules: [composite('A', ['Broken', 'Kept']), broken, kept] })
    expect(of('A')).toMatchObject({
      verdict: 'fail',
      reason: 'It has failing parts: Broken.',
      failingRows: null,
    })
    expect(report.conforms).toBe(false)
  })

  it('does not fail with a recommendation, nor does the data', async () => {
    const advice = { ...broken, level: 'should-not' as const }
    const { of, report } = await results(rows, { rules: [composite('A', ['Broken', 'Kept']), advice, kept] })
    expect([of('A')?.verdict, of('Broken')?.verdict, report.conforms]).toEqual(['pass', 'fail', true])
    const recommending = await results(rows, {
      rules: [composite('A', ['Broken', 'Kept'], { level: 'should' }), advice, kept],
    })
    expect([recommending.of('A')?.verdict, recommending.report.conforms]).toEqual(['fail', true])
  })

  it('is skipped or does not apply with all of its parts', async () => {
    const dynamic = rule('Dynamic', null)
    const absent = rule('Absent', { kind: 'not-null', column: 'InvoiceId' })
    const { of } = await results(rows, {
      rules: [composite('A', ['Dynamic']), composite('B', ['Dynamic', 'Absent']), dynamic, absent],
    })
    expect([of('A')?.verdict, of('B')?.verdict]).toEqual(['skipped', 'not-applicable'])
    expect(of('Dynamic')?.reason).toBe('Data alone cannot show it.')
    expect(of('Absent')?.reason).toBe('The column InvoiceId is not there.')
  })

  it('takes its parts along when it does not apply', async () => {
    const { of } = await results(rows, {
      rules: [composite('A', ['Broken'], { criteria: ['SKU_SUPPORTED'] }), broken],
      options: { criteria: new Set(['OTHER_SUPPORTED']) },
    })
    expect(of('Broken')).toMatchObject({
      verdict: 'not-applicable',
      reason: 'It is part of A, which does not apply.',
    })
  })
})

describe('a rule', () => {
  const absent: Check = { kind: 'present', column: 'InvoiceId' }

  it('of a conditional column is asked by what the source supports', async () => {
    const rules = [rule('R', absent, { kind: 'presence', criteria: ['INVOICE_SUPPORTED'] })]
    const verdict = async (options: Partial<EvaluateOptions>) =>
      (await results([{ SkuId: 's' }], { rules, options })).of('R')?.verdict
    expect(await verdict({})).toBe('not-applicable')
    expect(await verdict({ criteria: 'all' })).toBe('fail')
    expect(await verdict({ criteria: new Set(['INVOICE_SUPPORTED']) })).toBe('fail')
    expect(await verdict({ criteria: new Set() })).toBe('not-applicable')
  })

  it('that needs one that does not apply does not apply either', async () => {
    const { of } = await results([{ SkuId: null }], {
      rules: [
        rule('A', { kind: 'not-null', column: 'InvoiceId' }),
        rule('R', { kind: 'not-null', column: 'SkuId' }, { needs: ['A'] }),
      ],
    })
    expect(of('R')).toMatchObject({
      verdict: 'not-applicable',
      reason: 'It builds on A, which does not apply.',
    })
  })

  it('that permits, was removed, or is set aside is not asked', async () => {
    const check: Check = { kind: 'not-null', column: 'SkuId' }
    const { of } = await results([{ SkuId: null }], {
      rules: [
        rule('May', check, { level: 'may' }),
        rule('Gone', check, { status: 'removed' }),
        rule('Aside', check),
      ],
      defects: [{ rule: 'Aside', reason: 'It contradicts another.', instead: { as: 'set-aside' } }],
    })
    expect([of('May')?.verdict, of('Gone')?.verdict, of('Aside')?.verdict]).toEqual([
      'skipped',
      'not-applicable',
      'skipped',
    ])
    expect(of('Aside')).toMatchObject({
      reason: 'It contradicts another.',
      defect: 'It contradicts another.',
    })
  })

  it('is asked as amended, unless the published one is wanted', async () => {
    const given: Given = {
      rules: [rule('R', { kind: 'not-null', column: 'SkuId' })],
      defects: [
        {
          rule: 'R',
          reason: 'It is turned round.',
          instead: { as: 'amended', check: { kind: 'null', column: 'SkuId' } },
        },
      ],
    }
    const amended = (await results([{ SkuId: null }], given)).of('R')
    expect(amended).toMatchObject({ verdict: 'pass', asks: 'SkuId is null', defect: 'It is turned round.' })
    const published = (await results([{ SkuId: null }], { ...given, options: { published: true } })).of('R')
    expect(published).toMatchObject({ verdict: 'fail', defect: null })
  })

  it('shows as many rows as asked for, the first ones, long values cut', async () => {
    const rows = Array.from({ length: 9 }, (_, index) => ({
      SkuId: index % 2 === 0 ? 'x'.repeat(500) : null,
    }))
    const { of } = await results(rows, {
      rules: [rule('R', { kind: 'null', column: 'SkuId' })],
      options: { examples: 2 },
    })
    expect(of('R')).toMatchObject({ failingRows: 5, reason: '5 rows break it.' })
    expect(of('R')?.examples.map(({ row }) => row)).toEqual([1, 3])
    expect(of('R')?.examples[0]?.values['SkuId']).toHaveLength(200)
  })

  it('is counted over no rows as over some', async () => {
    const dataset = await memoryDataset([{ SkuId: 's' }])
    await dataset.rows('DELETE FROM dataset', {})
    const model = { version: '1.3', rules: [rule('R', { kind: 'null', column: 'SkuId' })], defects: [] }
    const report = await evaluate(dataset, model, { dataset: 'CostAndUsage' })
    dataset.close()
    expect(report).toMatchObject({ rows: 0, conforms: true })
  })
})

describe('a type', () => {
  const decimal: Check = { kind: 'type', column: 'BilledCost', type: 'decimal' }
  const text: Check = { kind: 'type', column: 'BilledCost', type: 'string' }
  const moment: Check = { kind: 'type', column: 'BilledCost', type: 'timestamp' }

  it('is that of the column where columns have types', async () => {
    const rows = [{ BilledCost: '1.5' }]
    const typed = { types: { BilledCost: 'DECIMAL(38,12)' } }
    expect(await verdictOf(rows, decimal, typed)).toBe('pass')
    expect(await verdictOf(rows, text, typed)).toBe('fail')
    expect(await verdictOf(rows, moment, typed)).toBe('fail')
    expect(await verdictOf(rows, decimal, { types: {} })).toBe('fail')
    expect(
      await verdictOf([{ BilledCost: '2026-01-01' }], moment, { types: { BilledCost: 'TIMESTAMP' } }),
    ).toBe('pass')
  })

  it('is a way of writing where they have none', async () => {
    expect(await verdictOf([{ BilledCost: '1.5' }], decimal)).toBe('pass')
    expect(await verdictOf([{ BilledCost: 'much' }], decimal)).toBe('fail')
  })

  it('of a column without values is not asked about', async () => {
    expect(await verdictOf([{ BilledCost: null }], text, { types: { BilledCost: 'BIGINT' } })).toBe('pass')
  })
})

describe('values', () => {
  it('of numbers are compared as numbers', async () => {
    const zero: Check = { kind: 'equal', column: 'EffectiveCost', value: 0 }
    for (const types of [undefined, { EffectiveCost: 'DECIMAL(38,12)' }, { EffectiveCost: 'DOUBLE' }]) {
      const given = types === undefined ? {} : { types }
      expect(await verdictOf([{ EffectiveCost: '0.00' }], zero, given)).toBe('pass')
      expect(await verdictOf([{ EffectiveCost: '0.01' }], zero, given)).toBe('fail')
    }
  })

  it('of a product may differ by what floats lose, not by more', async () => {
    const product: Check = {
      kind: 'product',
      factors: ['ListUnitPrice', 'PricingQuantity'],
      result: 'ListCost',
    }
    const row = { ListUnitPrice: '0.000015', PricingQuantity: '20' }
    expect(await verdictOf([{ ...row, ListCost: '0.0003' }], product)).toBe('pass')
    expect(await verdictOf([{ ...row, ListCost: '0.000301' }], product)).toBe('fail')
    expect(await verdictOf([{ ...row, ListCost: null }], product)).toBe('pass')
  })

  it('that are no JSON break the format and nothing else', async () => {
    const rows = [{ ContractApplied: '{"Elements":' }]
    expect(await verdictOf(rows, { kind: 'format', column: 'ContractApplied', format: 'json-object' })).toBe(
      'fail',
    )
    const has: Check = { kind: 'json-has', column: 'ContractApplied', path: ['Elements', '*', 'ContractId'] }
    expect(await verdictOf(rows, has)).toBe('pass')
  })

  it('of one key in two spellings are found under either', async () => {
    const has: Check = {
      kind: 'json-has',
      column: 'ContractApplied',
      path: ['Elements', '*', 'CommitmentId|CommitmentID'],
    }
    for (const key of ['CommitmentId', 'CommitmentID'])
      expect(await verdictOf([{ ContractApplied: `{"Elements":[{"${key}":1}]}` }], has)).toBe('pass')
    expect(await verdictOf([{ ContractApplied: '{"Elements":[{"commitmentid":1}]}' }], has)).toBe('fail')
  })

  it('of one element are asked under the conditions of that element', async () => {
    const at = (name: string) => ['Elements', '*', name]
    const check: Check = { kind: 'json-not-null', column: 'ContractApplied', path: at('Cost') }
    const when: Check = { kind: 'json-null', column: 'ContractApplied', path: at('Quantity') }
    const verdict = async (elements: string) =>
      (
        await results([{ ContractApplied: `{"Elements":[${elements}]}` }], {
          rules: [rule('R', check, { when })],
        })
      ).of('R')?.verdict
    expect(await verdict('{"Cost":1,"Quantity":null},{"Cost":null,"Quantity":2}')).toBe('pass')
    expect(await verdict('{"Cost":null,"Quantity":null},{"Cost":1,"Quantity":2}')).toBe('fail')
  })
})

describe('a unit', () => {
  const unit: Check = { kind: 'format', column: 'PricingUnit', format: 'unit' }
  it.each(['GB', 'Hours', 'GB-Hours', 'GB/Hour', '1000 Tokens', 'Units/3 Months', 'API Requests'])(
    'may be written %s',
    async (written) => expect(await verdictOf([{ PricingUnit: written }], unit)).toBe('pass'),
  )
  it.each(['GB per Hour/', '1M Tokens', 'GB-Hour', 'GB/Hours', '1,000 Tokens', '%'])(
    'may not be written %s',
    async (written) => expect(await verdictOf([{ PricingUnit: written }], unit)).toBe('fail'),
  )
})
