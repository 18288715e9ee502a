import type { Decide, Disagreement } from './decision.ts'
import { CATALOGUES, type Fact, thingKey } from './fact.ts'

/**
 * Prices a catalogue announces for a day after it was checked. Nobody has seen them come true, so each needs a decision:
 * the catalogue's name keeps it, `omit` lets the price before it go on.
 */
export function settleAnnounced(
  facts: readonly Fact[],
  decide: Decide,
): { readonly facts: readonly Fact[]; readonly disagreements: readonly Disagreement[] } {
  const disagreements: Disagreement[] = []
  const announced = facts.filter(
    ({ catalogue, from }) => from !== null && from > CATALOGUES[catalogue].checkedOn,
  )
  const dropped = new Set<Fact>()
  const prolonged = new Map<string, string>()
  for (const fact of announced) {
    const before = facts.find((other) => thingKey(other) === thingKey(fact) && other.to === fact.from)
    const values = {
      [`${fact.catalogue} until ${fact.from ?? ''}`]: before?.price.toFixed() ?? 'none',
      [fact.catalogue]: fact.price.toFixed(),
    }
    const decision = decide('announced', fact, values)
    disagreements.push({ kind: 'announced', thing: fact, values, decision })
    if (decision?.choose === fact.catalogue) continue
    dropped.add(fact)
    prolonged.set(thingKey(fact), fact.from ?? '')
  }
  return {
    facts: facts
      .filter((fact) => !dropped.has(fact))
      .map((fact) =>
        fact.to !== null && prolonged.get(thingKey(fact)) === fact.to ? { ...fact, to: null } : fact,
      ),
    disagreements,
  }
}
