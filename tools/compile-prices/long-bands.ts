import type { Decide, Disagreement } from './decision.ts'
import { CATALOGUE_NAMES, type Fact } from './fact.ts'

/**
 * Names the long-context bands of every model. One threshold is `long`; a model that one catalogue prices in several
 * steps gets `above_N` for each. Catalogues that put one step at different sizes disagree.
 */
export function nameLongBands(
  facts: readonly Fact[],
  decide: Decide,
): { readonly facts: readonly Fact[]; readonly disagreements: readonly Disagreement[] } {
  const disagreements: Disagreement[] = []
  const named = [...Map.groupBy(facts, ({ provider, model }) => `${provider}|${model}`).values()].flatMap(
    (model) => {
      const steps = new Map(
        CATALOGUE_NAMES.flatMap((catalogue) => {
          const sizes = model.flatMap((fact) =>
            fact.catalogue === catalogue && fact.minTokens !== null ? [fact.minTokens] : [],
          )
          return sizes.length > 0 ? [[catalogue, [...new Set(sizes)].toSorted((a, b) => a - b)] as const] : []
        }),
      )
      const all = new Set([...steps.values()].flat())
      if (all.size <= 1) return model
      if ([...steps.values()].some((sizes) => sizes.length > 1)) {
        return model.map((fact) =>
          fact.minTokens === null ? fact : { ...fact, band: `above_${fact.minTokens}` },
        )
      }
      const long = model.find((fact) => fact.minTokens !== null)
      if (!long) return model
      const values = Object.fromEntries([...steps].map(([catalogue, sizes]) => [catalogue, String(sizes[0])]))
      const thing = { ...long, meter: 'any' }
      const decision = decide('threshold', thing, values)
      disagreements.push({ kind: 'threshold', thing, values, decision })
      return model.filter((fact) => fact.minTokens === null || fact.catalogue === decision?.choose)
    },
  )
  return { facts: named, disagreements }
}
