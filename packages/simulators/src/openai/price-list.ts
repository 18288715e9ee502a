import { Decimal } from 'decimal.js'

/** What this vendor charges, dollars per million tokens: [input, cached input, output]. Its own list, not the product's. */
type TokenPrices = {
  readonly input: string
  readonly cached?: string
  readonly cacheWrite?: string
  readonly output?: string
  readonly audioInput?: string
  readonly audioCached?: string
  readonly audioOutput?: string
  readonly imageInput?: string
  readonly imageOutput?: string
}

const TOKENS: Readonly<Record<string, TokenPrices>> = {
  'gpt-5-mini-2025-08-07': { input: '0.25', cached: '0.025', output: '2' },
  'gpt-5.4-2026-03-05': { input: '2.5', cached: '0.25', output: '15' },
  'gpt-5.4-2026-03-05 long context': { input: '5', cached: '0.5', output: '22.5' },
  'priority gpt-5.4-2026-03-05': { input: '5', cached: '0.5', output: '30' },
  'gpt-5.1-codex': { input: '1.25', cached: '0.125', output: '10' },
  'gpt-5.6-sol': { input: '5', cached: '0.5', cacheWrite: '6.25', output: '30' },
  'batch gpt-4.1-mini-2025-04-14': { input: '0.2', output: '0.8', imageInput: '0.2' },
  'flex gpt-5.4-nano-2026-03-17': { input: '0.1', output: '0.625' },
  'ft:gpt-4.1-mini-2025-04-14:harborline::Bx81Qz': { input: '0.8', cached: '0.2', output: '3.2' },
  'flex o3-2025-04-16': { input: '1', cached: '0.25', output: '4' },
  'gpt-5.5-2026-04-23': { input: '5', cached: '0.5', output: '30' },
  'gpt-5.7-preview': { input: '7.5', output: '45' },
  'gpt-realtime-2025-08-28': {
    input: '4',
    cached: '0.4',
    output: '16',
    audioInput: '32',
    audioCached: '0.4',
    audioOutput: '64',
  },
  'gpt-image-1.5-2025-12-16': {
    input: '5',
    cached: '1.25',
    output: '10',
    imageInput: '8',
    imageOutput: '32',
  },
  'text-embedding-3-small': { input: '0.02' },
  'text-embedding-3-large': { input: '0.13' },
}

const MILLION = new Decimal(1_000_000)

/** Dollars for `tokens` of one kind. Throws when this vendor has no such price: the demo data would be wrong. */
export function tokenCost(model: string, kind: keyof TokenPrices, tokens: number): Decimal {
  const price = TOKENS[model]?.[kind]
  if (price === undefined) throw new Error(`The simulated price list lacks ${kind} of ${model}.`)
  return new Decimal(tokens).times(price).div(MILLION)
}

export const UNIT_PRICES = {
  webSearch: new Decimal('0.01'),
  fileSearch: new Decimal('0.0025'),
  codeInterpreterSession: new Decimal('0.03'),
  /** Per GiB and day. */
  vectorStorage: new Decimal('0.1'),
  speechCharacter: new Decimal('0.00003'),
  transcriptionMinute: new Decimal('0.006'),
  dallE3Image: new Decimal('0.04'),
  videoSecond: new Decimal('0.1'),
} as const
