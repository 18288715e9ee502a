import type { Decimal } from '@cloudact/core/decimal'
import { METERS } from '@cloudact/providers/genai/meter'
import type { Decide, Disagreement } from './decision.ts'
import { isCatalogue, thingKey } from './fact.ts'
import type { Settled } from './settle.ts'

/** Vendors whose pages say that batch and flex cost half of standard. */
const HALF = new Set(['openai', 'azure_openai', 'gemini', 'gcp_vertex', 'aws_bedrock'])
const MOST_PER_MILLION = 1_000
const MOST_PRIORITY = 4

/**
 * Holds back prices that cannot be right beside the model's others, until a decision keeps them: batch or flex that is
 * not half of standard where the vendor says so, priority at or below standard or above four times it, a cache read
 * above input, a longer context below a shorter one, a token at a thousand dollars per million.
 */
export function withoutImplausible(
  settled: readonly Settled[],
  decide: Decide,
): { readonly settled: readonly Settled[]; readonly disagreements: readonly Disagreement[] } {
  const disagreements: Disagreement[] = []
  const things = Map.groupBy(settled, thingKey)
  const kept = settled.flatMap((row): Settled[] => {
    const [catalogue = ''] = row.source.split(' ')
    const against = contradiction(row, (other) => things.get(thingKey({ ...row, ...other }))?.at(-1)?.price)
    if (!against || !isCatalogue(catalogue)) return [row]
    const values = { ...against, [catalogue]: row.price.toFixed() }
    const decision = decide('implausible', row, values)
    disagreements.push({ kind: 'implausible', thing: row, values, decision })
    return decision?.choose === catalogue ? [row] : []
  })
  return { settled: kept, disagreements }
}

type Find = (other: Partial<Pick<Settled, 'tier' | 'meter' | 'band'>>) => Decimal | undefined

function contradiction(row: Settled, find: Find): Readonly<Record<string, string>> | undefined {
  const { price, tier, meter, band } = row
  const standard = tier === 'standard' ? undefined : find({ tier: 'standard' })
  if (
    standard &&
    (tier === 'batch' || tier === 'flex') &&
    HALF.has(row.provider) &&
    !price.times(2).eq(standard)
  )
    return { standard: standard.toFixed() }
  if (standard && tier === 'priority' && (price.lte(standard) || price.gt(standard.times(MOST_PRIORITY))))
    return { standard: standard.toFixed() }
  const input = meter === 'input_cache_read' ? find({ meter: 'input_uncached' }) : undefined
  if (input && price.gt(input)) return { input: input.toFixed() }
  const base = row.minTokens === null || band === 'base' ? undefined : find({ band: 'base' })
  if (base && price.lt(base)) return { base: base.toFixed() }
  return METERS[meter].token && price.gt(MOST_PER_MILLION) ? { limit: String(MOST_PER_MILLION) } : undefined
}
