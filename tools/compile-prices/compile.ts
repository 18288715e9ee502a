import path from 'node:path'
import { decideBy, type Decision, type Disagreement, readDecisions } from './decision.ts'
import { derive } from './derive.ts'
import { type LeftOut, thingKey } from './fact.ts'
import { withoutImplausible } from './implausible.ts'
import { multiplied } from './multiply-litellm.ts'
import { sinceRelease, withinPeriods } from './periods.ts'
import { priceListText } from './price-list.ts'
import { readGenaiPrices } from './read-genai-prices.ts'
import { readLitellm } from './read-litellm.ts'
import { readModelsDev } from './read-models-dev.ts'
import { readReviewed, type Reviewed, withoutReviewed } from './reviewed.ts'
import { settle } from './settle.ts'
import { foldSnapshots } from './snapshots.ts'
import { VENDORS } from './vendors.ts'

export type Compiled = {
  /** Prices by provider, in the order of `VENDORS`. */
  readonly lists: ReadonlyMap<string, readonly Reviewed[]>
  /** Text by path below `configs/seed`. */
  readonly files: ReadonlyMap<string, string>
  readonly disagreements: readonly Disagreement[]
  /** Decisions that no longer settle anything. */
  readonly unusedDecisions: readonly Decision[]
  /** `catalogue: reason` → values left out. */
  readonly leftOut: ReadonlyMap<string, number>
}

/**
 * Compiles the price lists from the three catalogues in `dataFolder`, the reviewed prices and the decisions beside this
 * file. The same input gives the same text.
 */
export function compilePrices(dataFolder: string): Compiled {
  const leftOut = new Map<string, number>()
  const count: LeftOut = (catalogue, reason) => {
    const key = `${catalogue}: ${reason}`
    leftOut.set(key, (leftOut.get(key) ?? 0) + 1)
  }
  const litellm = readLitellm(dataFolder, count)
  const modelsDev = readModelsDev(dataFolder, count)
  const known = new Map(
    VENDORS.map(({ folder }) => [
      folder,
      new Set(
        [...litellm.models, ...modelsDev.models].flatMap(({ provider, model }) =>
          provider === folder ? [model] : [],
        ),
      ),
    ]),
  )
  const stated = [
    ...litellm.facts,
    ...multiplied(litellm.facts, litellm.models),
    ...modelsDev.facts,
    ...readGenaiPrices(dataFolder, known, count),
  ]
  const reviewed = readReviewed(path.join(import.meta.dirname, 'reviewed.csv'))
  const rest = withoutReviewed(stated, reviewed)
  const decisions = readDecisions(path.join(import.meta.dirname, 'decisions.csv'))
  const used = new Set<Decision>()
  const decide = decideBy(decisions, used)
  const agreed = settle(rest.facts, decide)
  const plausible = withoutImplausible(agreed.settled, decide)
  const bounded = sinceRelease(withinPeriods(plausible.settled), modelsDev.models)
  const catalogued = foldSnapshots(bounded).map((row) => ({ ...row, currency: 'USD' }))
  // models.dev leaves out the inputs of Google's models; OpenAI's it has all.
  const google = litellm.models.filter(({ provider }) => provider === 'gemini' || provider === 'gcp_vertex')
  const prices = derive(
    [...withoutOverlap(catalogued, reviewed), ...reviewed],
    [...modelsDev.models, ...google],
  )
  const byProvider = Map.groupBy(prices, ({ provider }) => provider)
  const lists = new Map(VENDORS.map(({ folder }) => [folder, byProvider.get(folder) ?? []]))
  return {
    lists,
    files: new Map([...lists].map(([folder, list]) => [`${folder}/pricing.csv`, priceListText(list)])),
    disagreements: [...rest.disagreements, ...agreed.disagreements, ...plausible.disagreements],
    unusedDecisions: decisions.filter((decision) => !used.has(decision)),
    leftOut,
  }
}

/** Folding can give a derived row the name of a reviewed one; the reviewed one stays. */
function withoutOverlap(prices: readonly Reviewed[], reviewed: readonly Reviewed[]): readonly Reviewed[] {
  const taken = new Set(reviewed.map(thingKey))
  return prices.filter((row) => !taken.has(thingKey(row)))
}
