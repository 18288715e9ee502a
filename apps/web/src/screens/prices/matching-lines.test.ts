import { describe, expect, it } from 'vitest'
import { matchingLines } from './matching-lines.ts'
import type { PriceLine } from './price-line.ts'

const input: PriceLine = {
  ...{ priceId: 'a', provider: 'openai', model: 'gpt-5[-date]', meter: 'input_cache_read' },
  ...{ service_tier: 'batch', context_band: 'base', region: 'global', time_window: null },
  ...{ unit: '1000000 Tokens', currency: 'USD', minTokens: null, list: '1', pays: '1', source: 'catalogue' },
  ...{ custom: undefined, override: undefined, discount: undefined, from: null, to: null },
  ...{ listedBy: '', checkedOn: '' },
}
const claude: PriceLine = {
  ...input,
  priceId: 'b',
  provider: 'anthropic',
  model: 'claude',
  source: 'override',
}
const ids = (filter: Partial<Parameters<typeof matchingLines>[1]>) =>
  matchingLines([input, claude], { q: '', providers: [], sources: [], ...filter }).map((one) => one.priceId)

describe('the search for prices', () => {
  it('finds every word in any order and case, a meter with or without underscores', () => {
    expect(ids({ q: 'BATCH gpt-5' })).toEqual(['a'])
    expect(ids({ q: 'cache read' })).toEqual(['a', 'b'])
    expect(ids({ q: 'input_cache_read claude' })).toEqual(['b'])
    expect(ids({ q: 'gpt-5 claude' })).toEqual([])
  })

  it('keeps to the chosen providers and sources', () => {
    expect(ids({ providers: ['anthropic'] })).toEqual(['b'])
    expect(ids({ sources: ['catalogue'] })).toEqual(['a'])
    expect(ids({ sources: ['catalogue'], providers: ['anthropic'] })).toEqual([])
  })
})
