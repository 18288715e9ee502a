import { Decimal, toMoneyText } from '@cloudact/core/decimal'
import type { Row } from '@cloudact/core/ports/warehouse'
import type { PricedLine } from '../priced-line.ts'

/** One model's cost in one currency, as stored and as it would be. Decimal text. */
export type RecostModel = {
  readonly model: string
  /** Null: no price is known, before or after. */
  readonly currency: string | null
  readonly before: string
  readonly after: string
  readonly change: string
  /** Cost rows without a price, before and after. */
  readonly unpriced_before: number
  readonly unpriced_after: number
}

type Sum = { before: Decimal; after: Decimal; unpricedBefore: number; unpricedAfter: number }

/** Adds up both sides of a new pricing by model and currency; two currencies never meet. */
export class RecostSums {
  readonly #sums = new Map<string, Sum & { readonly model: string; readonly currency: string | null }>()

  /** A row with `model`, `currency`, `cost` and `row_count` of stored costs. */
  addStored(row: Row): void {
    const currency =
      row['currency'] === null || row['currency'] === undefined ? null : String(row['currency'])
    const sum = this.#of(String(row['model']), currency)
    if (currency === null) sum.unpricedBefore += Number(row['row_count'])
    else sum.before = sum.before.plus(String(row['cost'] ?? '0'))
  }

  addPriced({ model, pricing }: PricedLine): void {
    const sum = this.#of(model, pricing?.price.currency ?? null)
    if (pricing) sum.after = sum.after.plus(pricing.contractedCost)
    else sum.unpricedAfter += 1
  }

  models(): RecostModel[] {
    return [...this.#sums.values()]
      .map(({ model, currency, before, after, unpricedBefore, unpricedAfter }) => ({
        model,
        currency,
        before: toMoneyText(before),
        after: toMoneyText(after),
        change: toMoneyText(after.minus(before)),
        unpriced_before: unpricedBefore,
        unpriced_after: unpricedAfter,
      }))
      .sort((a, b) =>
        a.model === b.model ? ((a.currency ?? '') < (b.currency ?? '') ? -1 : 1) : a.model < b.model ? -1 : 1,
      )
  }

  #of(model: string, currency: string | null): Sum {
    const key = JSON.stringify([model, currency])
    const known = this.#sums.get(key)
    if (known) return known
    const sum = {
      ...{ model, currency, unpricedBefore: 0, unpricedAfter: 0 },
      ...{ before: new Decimal(0), after: new Decimal(0) },
    }
    this.#sums.set(key, sum)
    return sum
  }
}
