import type { NegotiatedDiscount, OwnPrice } from '@cloudact/core/ports/price-terms'

/** An override of gpt-5's output price from 2026-01-15 on, with changes. */
export function ownPrice(over: Partial<OwnPrice> = {}): OwnPrice {
  return {
    priceId: 'own',
    kind: 'override',
    provider: 'openai',
    model: 'gpt-5[-date]',
    meter: 'output',
    tier: 'standard',
    band: 'base',
    minTokens: null,
    region: 'global',
    timeWindow: null,
    unit: '1000000 Tokens',
    currency: 'USD',
    price: '7',
    from: '2026-01-15',
    to: null,
    notes: null,
    updatedAt: new Date('2026-01-10T00:00:00Z'),
    ...over,
  }
}

/** Ten percent off everything of OpenAI from 2026-01-15 on, with changes. */
export function negotiatedDiscount(over: Partial<NegotiatedDiscount> = {}): NegotiatedDiscount {
  return {
    discountId: 'deal',
    provider: 'openai',
    model: '*',
    meter: null,
    percent: '10',
    amount: null,
    currency: null,
    from: '2026-01-15',
    to: null,
    notes: null,
    ...over,
  }
}
