import { describe, expect, it } from 'vitest'
import type { OwnPrice } from '../../api/shapes.ts'
import { customPriceInput, overrideInput } from './term-input.ts'

function form(values: Readonly<Record<string, string>>): FormData {
  const data = new FormData()
  for (const [name, value] of Object.entries(values)) data.set(name, value)
  return data
}

describe('the form of an override', () => {
  it('hands the price on as it is written and makes the last day the first that is free again', () => {
    const { input, faults } = overrideInput(
      form({
        override_value: ' 1.250000000001 ',
        effective_from: '2026-01-01',
        effective_to: '2026-01-31',
        notes: 'deal',
      }),
    )
    expect(faults.size).toBe(0)
    expect(input).toEqual({
      override_value: '1.250000000001',
      effective_from: '2026-01-01',
      effective_to: '2026-02-01',
      notes: 'deal',
    })
  })

  it('leaves what is empty to the API, but not the price', () => {
    expect(overrideInput(form({ override_value: '1,25' }))).toEqual({
      input: { override_value: '1,25' },
      faults: new Map(),
    })
    expect([...overrideInput(form({})).faults.keys()]).toEqual(['override_value'])
  })

  it('names the override it replaces, so that a change of somebody else is not lost', () => {
    const shown: OwnPrice = {
      ...{ price_id: 'ovr_1', kind: 'override', provider: 'openai', model: 'm', meter: 'output' },
      ...{ service_tier: 'standard', context_band: 'base', region: 'global', time_window: null },
      ...{ unit: '1000000 Tokens', currency: 'USD', price: '1', effective_from: '2026-10-03' },
      ...{ effective_to: null, notes: null, last_updated: '2026-10-03T01:02:03Z' },
    }
    const values = (from: string) => form({ override_value: '1', effective_from: from })
    expect(overrideInput(values('2026-10-03'), shown).input).toMatchObject({
      expected_last_updated: '2026-10-03T01:02:03Z',
    })
    expect(overrideInput(values('2026-10-04'), shown).input).not.toHaveProperty('expected_last_updated')
  })

  it('refuses days that are none or end before they begin', () => {
    const faults = (from: string, to: string) => [
      ...overrideInput(form({ override_value: '1', effective_from: from, effective_to: to })).faults.keys(),
    ]
    expect(faults('2026-02-30', '')).toEqual(['effective_from'])
    expect(faults('2026-02-02', '2026-02-01')).toEqual(['effective_to'])
    expect(faults('2026-02-01', '2026-02-01')).toEqual([])
  })
})

describe('the form of a custom price', () => {
  it('is of one meter, in USD and all regions unless said otherwise', () => {
    const { input, faults } = customPriceInput(
      form({ provider: 'openai', model: 'own', meter: 'output', price: '2', currency: 'eur' }),
    )
    expect(faults.size).toBe(0)
    expect(input).toEqual({
      provider: 'openai',
      model: 'own',
      region: 'global',
      currency: 'EUR',
      prices: [{ meter: 'output', service_tier: 'standard', price: '2' }],
    })
  })

  it('names everything that is missing', () => {
    expect([...customPriceInput(form({})).faults.keys()].toSorted()).toEqual([
      'meter',
      'model',
      'price',
      'provider',
    ])
  })
})
