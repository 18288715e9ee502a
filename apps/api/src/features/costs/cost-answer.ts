import { toMoneyText } from '@cloudact/core/decimal'
import type { Row } from '@cloudact/core/ports/warehouse'
import { z } from 'zod'
import { amountOf, countOf, moneyCell, shareOf, Sums, textOf } from './cost-cells.ts'
import type { Metric } from './cost-query.ts'
import { DateRange } from './date-range.ts'
import type { CostRead } from './read-costs.ts'

/** A decimal as text; never a float. */
export const Money = z.string().meta({ format: 'decimal', example: '1234.567890123' })
const Scalar = z.union([z.string(), z.number(), z.boolean(), z.null()])

/** Sums of one currency; two currencies are never added. */
const CurrencyTotals = z.object({
  currency: z.string(),
  amount: Money,
  billed_cost: Money,
  effective_cost: Money,
  list_cost: Money.describe('Without purchases that cover future charges.'),
  contracted_cost: Money.describe('Without purchases that cover future charges.'),
  record_count: z.number().int(),
})

export const CostData = z.object({
  success: z.boolean(),
  data: z.array(z.record(z.string(), Scalar)),
  summary: z.object({
    metric: z.string(),
    date_range: DateRange,
    currencies: z.array(CurrencyTotals),
  }),
  pagination: z
    .object({ limit: z.number().int(), offset: z.number().int(), total: z.number().int() })
    .nullable(),
  cache_hit: z.boolean(),
  query_time_ms: z.number(),
  currency: z
    .string()
    .nullable()
    .describe('The only currency of the answer; null when there are none or several.'),
})
export type CostData = z.output<typeof CostData>

export const MEASURES = ['amount', 'billed_cost', 'effective_cost', 'list_cost', 'contracted_cost'] as const

/** Wraps grouped rows: measures as decimal text, a share of the currency's amount, and the totals per currency. */
export function costAnswer(read: CostRead, metric: Metric, range: z.output<typeof DateRange>): CostData {
  const currencies = totalsByCurrency(read.rows)
  const amounts = new Map(currencies.map((total) => [total.currency, amountOf(total, 'amount')]))
  return {
    success: true,
    data: read.rows.map((row) => {
      const whole = amounts.get(textOf(row, 'currency'))
      return { ...measured(row), share: whole ? shareOf(amountOf(row, 'amount'), whole) : null }
    }),
    summary: { metric, date_range: range, currencies },
    pagination: null,
    cache_hit: read.cacheHit,
    query_time_ms: milliseconds(read),
    currency: onlyCurrency(currencies),
  }
}

/** A grouped row with its measures in their stored form. */
export function measured(row: Row): Row {
  return {
    ...row,
    ...Object.fromEntries(MEASURES.map((name) => [name, moneyCell(row[name]) ?? '0'])),
    record_count: countOf(row, 'record_count'),
  }
}

export function totalsByCurrency(rows: readonly Row[]): z.output<typeof CurrencyTotals>[] {
  const sums = new Sums()
  const counts = new Map<string, number>()
  for (const row of rows) {
    const currency = textOf(row, 'currency')
    for (const name of MEASURES) sums.add(`${currency} ${name}`, amountOf(row, name))
    counts.set(currency, (counts.get(currency) ?? 0) + countOf(row, 'record_count'))
  }
  return [...counts].sort().map(([currency, count]) => {
    const total = (name: string): string => toMoneyText(sums.get(`${currency} ${name}`))
    return {
      currency,
      amount: total('amount'),
      billed_cost: total('billed_cost'),
      effective_cost: total('effective_cost'),
      list_cost: total('list_cost'),
      contracted_cost: total('contracted_cost'),
      record_count: count,
    }
  })
}

export function onlyCurrency(currencies: readonly { readonly currency: string }[]): string | null {
  const [first, ...others] = currencies
  return first && others.length === 0 ? first.currency : null
}

export function milliseconds(read: Pick<CostRead, 'milliseconds'>): number {
  return Math.round(read.milliseconds * 1000) / 1000
}
