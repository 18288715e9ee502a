import type { Fact } from './fact.ts'
import type { LitellmModel } from './read-litellm.ts'

/**
 * Prices LiteLLM states as a factor on the standard ones: OpenAI's and Anthropic's geographies, Anthropic's fast mode.
 * A factor covers every token price of the model; fees per request keep theirs.
 */
export function multiplied(facts: readonly Fact[], models: readonly LitellmModel[]): Fact[] {
  const factors = new Map(
    models.map(({ provider, model, multipliers }) => [`${provider}|${model}`, multipliers]),
  )
  return facts.flatMap((fact) => {
    if (fact.catalogue !== 'litellm' || fact.region !== 'global' || fact.meter === 'web_search') return []
    const of = factors.get(`${fact.provider}|${fact.model}`) ?? {}
    return Object.entries(of).flatMap(([name, factor]): Fact[] => {
      const price = fact.price.times(factor)
      if (name === 'fast') return fact.tier === 'standard' ? [{ ...fact, tier: 'fast', price }] : []
      return name === 'us' || name === 'eu' ? [{ ...fact, region: name, price }] : []
    })
  })
}
