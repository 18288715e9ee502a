import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Decimal } from '@cloudact/core/decimal'
import { describe, expect, test } from 'vitest'
import { decideBy, type Decision, readDecisions } from './decision.ts'
import type { Catalogue, Fact } from './fact.ts'
import { withoutImplausible } from './implausible.ts'
import { settle } from './settle.ts'

function fact(catalogue: Catalogue, price: string, more: Partial<Fact> = {}): Fact {
  return {
    provider: 'acme',
    model: 'm-1',
    meter: 'output',
    tier: 'standard',
    band: more.minTokens ? 'long' : 'base',
    minTokens: null,
    region: 'global',
    catalogue,
    byName: true,
    price: new Decimal(price),
    from: null,
    to: null,
    ...more,
  }
}

function decision(kind: string, choose: string, more: Partial<Decision> = {}): Decision {
  const any = { provider: '*', model: '*', meter: '*', tier: '*', band: '*', value: '' }
  return { line: 2, kind, choose, reason: 'because', decidedOn: '2026-11-28', ...any, ...more }
}

function run(facts: readonly Fact[], ...decisions: readonly Decision[]) {
  const { settled, disagreements } = settle(facts, decideBy(decisions, new Set()))
  return {
    prices: settled.map(({ band, price, from, to, source }) => [band, price.toFixed(), from, to, source]),
    disagreements: disagreements.map(({ kind, values, decision: by }) => [kind, values, by?.choose]),
  }
}

const LITELLM = 'litellm 2026-08-01'
const GENAI = 'genai-prices 2026-08-21'

describe('catalogues that agree', () => {
  test('make one price, and the first names itself as the source', () => {
    expect(run([fact('models.dev', '3.00'), fact('litellm', '3')])).toEqual({
      prices: [['base', '3', null, null, LITELLM]],
      disagreements: [],
    })
  })

  test('on the day they can be compared; the one with dates tells the history', () => {
    const dated = [
      fact('genai-prices', '40', { to: '2025-06-10' }),
      fact('genai-prices', '8', { from: '2025-06-10' }),
    ]
    expect(run([fact('litellm', '8'), ...dated])).toEqual({
      prices: [
        ['base', '40', null, '2025-06-10', GENAI],
        ['base', '8', '2025-06-10', null, GENAI],
      ],
      disagreements: [],
    })
  })

  test('noise of floating-point programs below the stored scale is no disagreement', () => {
    expect(
      run([fact('litellm', '0.016999999999999998'), fact('genai-prices', '0.017')]).disagreements,
    ).toEqual([])
  })
})

describe('catalogues that disagree', () => {
  const pair = [fact('litellm', '3'), fact('genai-prices', '4')]

  test('leave the price out until somebody decides', () => {
    expect(run(pair)).toEqual({
      prices: [],
      disagreements: [['pair', { litellm: '3', 'genai-prices': '4' }, undefined]],
    })
    expect(run(pair, decision('pair', 'omit')).prices).toEqual([])
    expect(run(pair, decision('pair', 'genai-prices')).prices).toEqual([['base', '4', null, null, GENAI]])
    expect(run(pair, decision('pair', 'value', { value: '3.5' })).prices).toEqual([
      ['base', '3.5', null, null, 'decision 2026-11-28'],
    ])
  })

  test('are settled by the first decision that covers them', () => {
    const rule = decision('pair', 'litellm')
    const row = decision('pair', 'genai-prices', { model: 'm-*', meter: 'output' })
    expect(run(pair, row, rule).prices[0]?.[1]).toBe('4')
    expect(run(pair, { ...row, model: 'm.*' }, rule).prices[0]?.[1]).toBe('3')
    expect(run(pair, decision('pair', 'models.dev'), rule).prices[0]?.[1]).toBe('3')
  })

  test('two of three, and a rule of names against a list', () => {
    const three = [...pair, fact('models.dev', '4')]
    expect(run(three).disagreements[0]?.[0]).toBe('majority')
    expect(run(three, decision('majority', 'majority')).prices[0]?.[1]).toBe('4')
    const byRule = [fact('litellm', '3'), fact('genai-prices', '4', { byName: false })]
    expect(run(byRule).disagreements[0]?.[0]).toBe('name')
    expect(run(byRule, decision('name', 'listed')).prices[0]?.[1]).toBe('3')
  })

  test('a long-context price that only one has', () => {
    const long = fact('models.dev', '8', { minTokens: 200_000 })
    const facts = [fact('litellm', '4'), fact('models.dev', '4'), long]
    expect(run(facts).disagreements).toEqual([['band', { litellm: 'none', 'models.dev': '8' }, undefined]])
    expect(run(facts, decision('band', 'litellm')).prices).toHaveLength(1)
    expect(run(facts, decision('band', 'models.dev')).prices[1]?.slice(0, 2)).toEqual(['long', '8'])
  })

  test('sizes of a context that differ, and several sizes of one catalogue', () => {
    const at = (catalogue: Catalogue, minTokens: number) => fact(catalogue, '8', { minTokens })
    const facts = [fact('litellm', '4'), at('litellm', 128_000), at('models.dev', 200_000)]
    expect(run(facts).disagreements[0]).toEqual([
      'threshold',
      { litellm: '128000', 'models.dev': '200000' },
      undefined,
    ])
    expect(run(facts).prices.map(([band]) => band)).toEqual(['base'])
    expect(run(facts, decision('threshold', 'litellm')).prices.map(([band]) => band)).toEqual([
      'base',
      'long',
    ])
    const steps = [fact('litellm', '4'), at('litellm', 32_000), at('litellm', 128_000)]
    expect(run(steps).prices.map(([band]) => band)).toEqual(['base', 'above_32000', 'above_128000'])
  })

  test('a catalogue that contradicts itself', () => {
    const twice = [fact('litellm', '3'), fact('litellm', '3.03'), fact('models.dev', '3')]
    expect(run(twice)).toEqual({
      prices: [],
      disagreements: [['within', { 'litellm 1': '3', 'litellm 2': '3.03' }, undefined]],
    })
    expect(run(twice, decision('within', 'value', { value: '3' })).prices[0]?.[1]).toBe('3')
  })

  test('a price announced for later', () => {
    const facts = [
      fact('genai-prices', '2', { to: '2026-09-01' }),
      fact('genai-prices', '3', { from: '2026-09-01' }),
    ]
    const announced = { 'genai-prices until 2026-09-01': '2', 'genai-prices': '3' }
    expect(run(facts).disagreements).toEqual([['announced', announced, undefined]])
    expect(run(facts, decision('announced', 'omit')).prices).toEqual([['base', '2', null, null, GENAI]])
    expect(run(facts, decision('announced', 'genai-prices')).prices).toHaveLength(2)
  })
})

describe('prices that cannot be right', () => {
  const held = (...facts: readonly Fact[]) => {
    const { settled } = settle(facts, () => undefined)
    return withoutImplausible(settled, () => undefined).disagreements.map(({ thing, values }) => [
      thing.tier,
      values,
    ])
  }
  const openai = { provider: 'openai' }

  test('batch that is not half of standard, where the vendor says it is', () => {
    const standard = fact('litellm', '10', openai)
    expect(held(standard, fact('litellm', '5', { ...openai, tier: 'batch' }))).toEqual([])
    expect(held(standard, fact('litellm', '4', { ...openai, tier: 'batch' }))).toEqual([
      ['batch', { standard: '10', litellm: '4' }],
    ])
    expect(held(fact('litellm', '10'), fact('litellm', '4', { tier: 'batch' }))).toEqual([])
  })

  test('priority at standard or far above it, cached above uncached, millions as thousands', () => {
    const priority = (price: string) => fact('litellm', price, { tier: 'priority' })
    expect(held(fact('litellm', '10'), priority('20'))).toEqual([])
    expect(held(fact('litellm', '10'), priority('10'))).toHaveLength(1)
    expect(held(fact('litellm', '10'), priority('41'))).toHaveLength(1)
    const read = fact('litellm', '2', { meter: 'input_cache_read' })
    expect(held(fact('litellm', '1', { meter: 'input_uncached' }), read)).toHaveLength(1)
    expect(held(fact('litellm', '3200'))).toHaveLength(1)
  })
})

describe('the decision file', () => {
  const header = 'kind,provider,model,meter,tier,band,choose,value,reason,decided_on'
  test.each([
    ['a choice that is none', 'pair,*,*,*,*,*,best,,why,2026-11-28', /chooses "best"/],
    ['a value that is not chosen', 'pair,*,*,*,*,*,litellm,3,why,2026-11-28', /has a value/],
    ['a chosen value that is missing', 'pair,*,*,*,*,*,value,,why,2026-11-28', /has a value/],
    ['no reason', 'pair,*,*,*,*,*,litellm,,,2026-11-28', /lacks a reason/],
    ['no date', 'pair,*,*,*,*,*,litellm,,why,', /lacks a reason or the date/],
  ])('is refused with %s', (_, line, message) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'decisions-'))
    try {
      const file = path.join(folder, 'decisions.csv')
      writeFileSync(file, `${header}\n${line}\n`)
      expect(() => readDecisions(file)).toThrow(message)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
