import { Decimal } from '@cloudact/core/decimal'

/** Sums of one invoice, currency and line item group; amounts as decimal text. */
export type Totals = {
  readonly invoice: string | null
  readonly currency: string
  readonly group: string
  readonly billed: string
  readonly list: string
  readonly lines: number
  readonly rows: number
}

const LIST_TOLERANCE = new Decimal('0.01')

/** What differs between a bill and its conversion. Billed cost and row counts must be equal; list cost nearly. */
export function compareTotals(source: readonly Totals[], converted: readonly Totals[]) {
  const keys = new Map<string, { source?: Totals; converted?: Totals }>()
  for (const totals of source) keys.set(keyOf(totals), { source: totals })
  for (const totals of converted) keys.set(keyOf(totals), { ...keys.get(keyOf(totals)), converted: totals })
  const faults: string[] = []
  const list = new Map<string, Decimal>()
  for (const pair of keys.values()) {
    const totals = pair.source ?? pair.converted
    if (!totals) continue
    const where = `invoice ${totals.invoice ?? '(none yet)'}, ${totals.group}`
    const [expected, found] = [
      new Decimal(pair.source?.billed ?? 0),
      new Decimal(pair.converted?.billed ?? 0),
    ]
    if (!expected.equals(found)) {
      faults.push(`${where}: billed ${found.toFixed()} instead of ${expected.toFixed()} ${totals.currency}`)
    }
    if ((pair.source?.rows ?? 0) !== (pair.converted?.rows ?? 0)) {
      faults.push(`${where}: ${pair.converted?.rows ?? 0} rows instead of ${pair.source?.rows ?? 0}`)
    }
    const difference = new Decimal(pair.converted?.list ?? 0).minus(pair.source?.list ?? 0)
    list.set(totals.currency, (list.get(totals.currency) ?? new Decimal(0)).plus(difference))
  }
  return {
    faults,
    listDifferences: Object.fromEntries(
      [...list].map(([currency, difference]) => [currency, difference.toFixed()]),
    ),
    listWithinTolerance: (currency: string) =>
      (list.get(currency) ?? new Decimal(0)).abs().lessThan(LIST_TOLERANCE),
  }
}

function keyOf({ invoice, currency, group }: Totals): string {
  return JSON.stringify([invoice, currency, group])
}
