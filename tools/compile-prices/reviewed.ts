import { readFileSync } from 'node:fs'
import { parseCsv } from '@cloudact/catalog/parse-csv'
import { parseDecimal } from '@cloudact/core/decimal'
import { isMeterType } from '@cloudact/providers/genai/meter'
import { matchesModel } from '@cloudact/providers/genai/prices/model-pattern'
import type { Decision, Disagreement } from './decision.ts'
import { CATALOGUES, type Fact } from './fact.ts'
import type { Settled } from './settle.ts'

/** A price with its currency: reviewed by hand, or on its way into a list. */
export type Reviewed = Settled & { readonly currency: string }

const COLUMNS = [
  'provider',
  'model',
  'meter',
  'tier',
  'band',
  'min_tokens',
  'region',
  'time_window',
  'price',
  'currency',
  'effective_from',
  'effective_to',
  'source',
  'checked_on',
  'note',
]

const DECISION: Omit<Decision, 'reason' | 'decidedOn'> = {
  line: 0,
  kind: 'reviewed',
  provider: '*',
  model: '*',
  meter: '*',
  tier: '*',
  band: '*',
  choose: 'value',
  value: '',
}

/** Reads `reviewed.csv`: the columns of a price list without those that follow from others, and the provider. */
export function readReviewed(file: string): readonly Reviewed[] {
  const { records, faults } = parseCsv(readFileSync(file, 'utf8'))
  const [header, ...body] = records
  if (faults.length > 0 || header?.fields.join() !== COLUMNS.join())
    throw new Error(`${file} is a CSV file with the columns ${COLUMNS.join(', ')}.`)
  return body.map(({ line, fields }) => {
    const [provider = '', model = '', meter = '', tier = '', band = '', minTokens = '', region = ''] = fields
    const [
      window = '',
      price = '',
      currency = '',
      from = '',
      to = '',
      source = '',
      checkedOn = '',
      note = '',
    ] = fields.slice(7)
    if (!isMeterType(meter)) throw new Error(`${file}:${line}: "${meter}" is not a meter.`)
    if (!source || !/^\d{4}-\d{2}-\d{2}$/.test(checkedOn))
      throw new Error(`${file}:${line} lacks its source or the day it was checked.`)
    return {
      provider,
      model,
      meter,
      tier,
      band,
      minTokens: minTokens ? Number(minTokens) : null,
      region,
      window,
      price: parseDecimal(price),
      currency,
      from: from || null,
      to: to || null,
      source,
      checkedOn,
      note,
    }
  })
}

/**
 * Takes out what catalogues say of reviewed things: the reviewed rows are their whole history. A catalogue that says
 * something else of a day is reported.
 */
export function withoutReviewed(
  facts: readonly Fact[],
  reviewed: readonly Reviewed[],
): { readonly facts: readonly Fact[]; readonly disagreements: readonly Disagreement[] } {
  const disagreements: Disagreement[] = []
  const kept = facts.filter((fact) => {
    const rows = reviewed.filter((row) => covers(row, fact))
    if (rows.length === 0) return true
    const { checkedOn } = CATALOGUES[fact.catalogue]
    // A price announced for later is compared on the day it would begin.
    const day = `${fact.from !== null && fact.from > checkedOn ? fact.from : checkedOn}T12:00:00Z`
    const stated = (fact.from ?? '') <= day && day < (fact.to ?? '9')
    const valid = rows.filter(({ from, to }) => (from ?? '') <= day && day < (to ?? '9'))
    const [row] = valid
    if (stated && row && !valid.some(({ price }) => price.eq(fact.price))) {
      disagreements.push({
        kind: 'reviewed',
        thing: fact,
        values: {
          reviewed: valid.map(({ price }) => price.toFixed()).join(' or '),
          [fact.catalogue]: fact.price.toFixed(),
        },
        decision: { ...DECISION, reason: row.source, decidedOn: row.checkedOn },
      })
    }
    return false
  })
  return { facts: kept, disagreements }
}

function covers(row: Reviewed, fact: Fact): boolean {
  return (
    row.model !== '*' &&
    row.provider === fact.provider &&
    row.meter === fact.meter &&
    row.tier === fact.tier &&
    row.band === fact.band &&
    row.region === fact.region &&
    matchesModel(row.model, fact.model)
  )
}
