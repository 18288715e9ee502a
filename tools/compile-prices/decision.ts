import { readFileSync } from 'node:fs'
import { parseCsv } from '@cloudact/catalog/parse-csv'
import { isCatalogue, type Thing } from './fact.ts'

/**
 * How catalogues contradict each other.
 *   reviewed   a catalogue contradicts a price reviewed by hand (`reviewed.csv`)
 *   name       only a price that a matching rule gives to the model differs from those listed under its name
 *   majority   two catalogues list one price, the third another
 *   pair       two catalogues list different prices and no third one helps
 *   band       one catalogue has a price above a context size where another has none
 *   within     one catalogue lists a model twice, with different prices
 *   threshold  the context sizes differ
 *   implausible  a price contradicts the model's others, such as batch above standard
 *   announced  a catalogue announces a price for a day after it was checked
 */
export const KINDS = [
  'reviewed',
  'name',
  'majority',
  'pair',
  'band',
  'within',
  'threshold',
  'announced',
  'implausible',
] as const
export type Kind = (typeof KINDS)[number]

/** `meter` is free text here: a disagreement about a context size has none. */
export type Subject = Omit<Thing, 'meter' | 'minTokens'> & { readonly meter: string }

export type Decision = {
  /** Line of `decisions.csv`. */
  readonly line: number
  readonly kind: string
  readonly provider: string
  readonly model: string
  readonly meter: string
  readonly tier: string
  readonly band: string
  /** A catalogue, `listed` (by name over by rule), `majority`, `value`, or `omit`. */
  readonly choose: string
  /** With `value`: per pricing unit. */
  readonly value: string
  readonly reason: string
  readonly decidedOn: string
}

export type Disagreement = {
  readonly kind: Kind
  readonly thing: Subject
  /** Catalogue → what it says: a price, a size, or "none". */
  readonly values: Readonly<Record<string, string>>
  /** Absent: nobody has decided, and the price is left out. */
  readonly decision: Decision | undefined
}

export type Decide = (
  kind: Kind,
  thing: Subject,
  values: Readonly<Record<string, string>>,
) => Decision | undefined

const COLUMNS = [
  'kind',
  'provider',
  'model',
  'meter',
  'tier',
  'band',
  'choose',
  'value',
  'reason',
  'decided_on',
]
const MATCHED = ['kind', 'provider', 'model', 'meter', 'tier', 'band'] as const

/** Reads `decisions.csv`. Throws with the line when a choice is none or a reason or date is missing. */
export function readDecisions(file: string): readonly Decision[] {
  const { records, faults } = parseCsv(readFileSync(file, 'utf8'))
  const [header, ...body] = records
  if (faults.length > 0 || header?.fields.join() !== COLUMNS.join())
    throw new Error(`${file} is a CSV file with the columns ${COLUMNS.join(', ')}.`)
  return body.map(({ line, fields }) => {
    const [kind = '', provider = '', model = '', meter = '', tier = '', band = ''] = fields
    const [choose = '', value = '', reason = '', decidedOn = ''] = fields.slice(6)
    if (!isCatalogue(choose) && !['listed', 'majority', 'value', 'omit'].includes(choose))
      throw new Error(`${file}:${line} chooses "${choose}", which is no catalogue and no rule.`)
    if ((choose === 'value') !== (value !== ''))
      throw new Error(`${file}:${line} has a value without choosing it, or the other way round.`)
    if (reason === '' || !/^\d{4}-\d{2}-\d{2}$/.test(decidedOn))
      throw new Error(`${file}:${line} lacks a reason or the date of the decision.`)
    return { line, kind, provider, model, meter, tier, band, choose, value, reason, decidedOn }
  })
}

/** The first decision that covers a disagreement and chooses something it offers; `*` stands for anything. */
export function decideBy(decisions: readonly Decision[], used: Set<Decision>): Decide {
  const compiled = decisions.map((decision) => ({
    decision,
    patterns: MATCHED.map((column) => glob(decision[column])),
  }))
  return (kind, thing, values) => {
    const subject = { ...thing, kind }
    const found = compiled.find(
      ({ decision, patterns }) =>
        MATCHED.every((column, index) => patterns[index]?.test(subject[column])) &&
        (!isCatalogue(decision.choose) || Object.hasOwn(values, decision.choose)),
    )?.decision
    if (found) used.add(found)
    return found
  }
}

function glob(pattern: string): RegExp {
  return new RegExp(`^${pattern.split('*').map(literal).join('.*')}$`)
}

function literal(text: string): string {
  return text.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&')
}
