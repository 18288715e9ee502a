import { type Decimal, MONEY_SCALE, parseDecimal } from '@cloudact/core/decimal'
import type { Decide, Decision, Disagreement, Kind } from './decision.ts'
import { type Catalogue, CATALOGUE_NAMES, CATALOGUES, type Fact, type Thing, thingKey } from './fact.ts'
import { settleAnnounced } from './announced.ts'
import { nameLongBands } from './long-bands.ts'

/** A price that goes into a list, with where it comes from. */
export type Settled = Thing & {
  readonly window: string
  readonly price: Decimal
  readonly from: string | null
  readonly to: string | null
  readonly source: string
  readonly checkedOn: string
  readonly note: string
}

/** What one catalogue says of a thing. */
type Statement = {
  readonly catalogue: Catalogue
  readonly byName: boolean
  /** Empty: it prices the model and has no such band. */
  readonly facts: readonly Fact[]
}

const NONE = 'none'

/**
 * Makes one price of what the catalogues say, per thing. Where they contradict each other on a day, a decision settles
 * it; without one the price is left out.
 */
export function settle(
  facts: readonly Fact[],
  decide: Decide,
): { readonly settled: readonly Settled[]; readonly disagreements: readonly Disagreement[] } {
  const known = settleAnnounced(facts, decide)
  const banded = nameLongBands(known.facts, decide)
  const disagreements: Disagreement[] = [...known.disagreements, ...banded.disagreements]
  const things = Map.groupBy(banded.facts, thingKey)
  const settled = [...things.values()].flatMap((group): Settled[] => {
    const [thing] = group
    if (!thing) return []
    const statements = statementsOn(thing, group, things, decide, disagreements)
    if (!statements?.length) return []
    const day = comparedOn(statements)
    const values = Object.fromEntries(statements.map((one) => [one.catalogue, valueOn(one, day)]))
    const distinct = new Set(Object.values(values))
    if (distinct.size === 1) return rowsOf(statements, [...distinct][0] ?? NONE, values)
    const kind = kindOf(statements, values)
    const decision = decide(kind, thing, values)
    disagreements.push({ kind, thing, values, decision })
    if (!decision) return []
    if (decision.choose === 'value') return [decided(thing, decision)]
    const chosen = choose(decision.choose, statements, values)
    return chosen === undefined ? [] : rowsOf(statements, chosen, values)
  })
  return { settled, disagreements }
}

/** Undefined when one catalogue contradicts itself and nobody has decided. */
function statementsOn(
  thing: Fact,
  group: readonly Fact[],
  things: ReadonlyMap<string, readonly Fact[]>,
  decide: Decide,
  disagreements: Disagreement[],
): readonly Statement[] | undefined {
  const flat =
    thing.band === 'base' || thing.tier !== 'standard' ? [] : things.get(thingKey({ ...thing, band: 'base' }))
  const statements: Statement[] = []
  for (const catalogue of CATALOGUE_NAMES) {
    const facts = group.filter((fact) => fact.catalogue === catalogue)
    const [first] = facts
    const other = flat?.find((fact) => fact.catalogue === catalogue)
    if (!first) {
      if (other) statements.push({ catalogue, byName: other.byName, facts: [] })
      continue
    }
    const prices = isDated(facts) ? [] : [...new Set(facts.map(priceText))]
    if (prices.length <= 1) {
      statements.push({ catalogue, byName: first.byName, facts: isDated(facts) ? facts : [first] })
      continue
    }
    const values = Object.fromEntries(prices.map((price, index) => [`${catalogue} ${index + 1}`, price]))
    const decision = decide('within', thing, values)
    disagreements.push({ kind: 'within', thing, values, decision })
    if (!decision) return undefined
    if (decision.choose === 'value')
      statements.push({ catalogue, byName: true, facts: [{ ...first, price: parseDecimal(decision.value) }] })
  }
  return statements
}

function isDated(facts: readonly Fact[]): boolean {
  return facts.some(({ from, to }) => from !== null || to !== null)
}

/** At the scale every price is stored with; catalogues written by floating-point programs have noise below it. */
function priceText({ price }: Fact): string {
  return price.toDecimalPlaces(MONEY_SCALE).toFixed()
}

/** The last day on which a catalogue without dates was current: on it all of them can be compared. */
function comparedOn(statements: readonly Statement[]): string {
  const undated = statements.filter(({ facts }) => !isDated(facts))
  const days = (undated.length > 0 ? undated : statements).map(
    ({ catalogue }) => CATALOGUES[catalogue].checkedOn,
  )
  return days.toSorted().at(-1) ?? ''
}

function valueOn({ facts }: Statement, day: string): string {
  const valid = facts.find(({ from, to }) => (from === null || from <= day) && (to === null || day < to))
  return valid ? priceText(valid) : NONE
}

function kindOf(statements: readonly Statement[], values: Readonly<Record<string, string>>): Kind {
  const listed = statements.filter(({ byName }) => byName).map(({ catalogue }) => values[catalogue])
  if (listed.length > 0 && listed.length < statements.length && new Set(listed).size === 1) return 'name'
  if (Object.values(values).includes(NONE)) return 'band'
  return majority(values) === undefined ? 'pair' : 'majority'
}

function choose(
  rule: string,
  statements: readonly Statement[],
  values: Readonly<Record<string, string>>,
): string | undefined {
  if (rule === 'listed') {
    const found = statements.find(({ byName }) => byName)
    return found && values[found.catalogue]
  }
  return rule === 'majority' ? majority(values) : values[rule]
}

function majority(values: Readonly<Record<string, string>>): string | undefined {
  const all = Object.values(values)
  return all.find((value) => all.filter((other) => other === value).length > all.length / 2)
}

/** The rows of the catalogue that says most about the chosen price: one with dates before one without. */
function rowsOf(
  statements: readonly Statement[],
  chosen: string,
  values: Readonly<Record<string, string>>,
): Settled[] {
  const agreeing = statements.filter(({ catalogue }) => values[catalogue] === chosen)
  const source = agreeing.find(({ facts }) => isDated(facts)) ?? agreeing[0]
  return withoutSteps(source?.facts ?? []).map((fact) => ({
    ...fact,
    price: fact.price.toDecimalPlaces(MONEY_SCALE),
    window: '',
    source: `${fact.catalogue} ${CATALOGUES[fact.catalogue].checkedOn}`,
    checkedOn: CATALOGUES[fact.catalogue].checkedOn,
    note: '',
  }))
}

/** One row for periods that follow each other at one price. */
function withoutSteps(facts: readonly Fact[]): readonly Fact[] {
  return facts.reduce<readonly Fact[]>((rows, fact) => {
    const last = rows.at(-1)
    if (!last || last.to !== fact.from || !last.price.eq(fact.price)) return [...rows, fact]
    return [...rows.slice(0, -1), { ...last, to: fact.to }]
  }, [])
}

function decided(thing: Fact, decision: Decision): Settled {
  return {
    ...thing,
    window: '',
    price: parseDecimal(decision.value),
    from: null,
    to: null,
    source: `decision ${decision.decidedOn}`,
    checkedOn: decision.decidedOn,
    note: decision.reason,
  }
}
