import { Decimal } from '@cloudact/core/decimal'
import { z } from 'zod'
import type { BillLab } from './bill-lab.ts'

/** What `tools/recompute-gcp-bill.py` prints. */
export const Recomputed = z.object({
  lines: z.number(),
  totals: z.record(z.string(), z.object({ billed: z.string(), list: z.string(), rows: z.number() })),
  invoices: z.record(z.string(), z.string()),
})
export type Recomputed = z.output<typeof Recomputed>

/** The same totals from the converted rows of an organization. */
export async function convertedTotals(lab: BillLab, org?: string): Promise<Recomputed['totals']> {
  const rows = await lab.query(
    `SELECT BillingAccountId AS account, BillingCurrency AS currency, x_amortization_class AS kind, {{sum(BilledCost)}} AS billed,
        {{sum(ListCost)}} AS list, COUNT(*) AS n
      FROM {{table(cost_data_standard_1_3)}} GROUP BY BillingAccountId, BillingCurrency, x_amortization_class`,
    org,
  )
  return Object.fromEntries(
    rows.map((row) => [
      `${String(row['account'])}|${String(row['currency'])}|${String(row['kind'])}`,
      { billed: String(row['billed']), list: String(row['list']), rows: Number(row['n']) },
    ]),
  )
}

/** Rows and billed amounts by key, in one spelling; list cost is derived and compared apart. */
export function billedTotals(totals: Recomputed['totals']): Record<string, readonly [string, number]> {
  return Object.fromEntries(
    Object.entries(totals).map(([key, { billed, rows }]) => [key, [new Decimal(billed).toFixed(), rows]]),
  )
}

/** By how much the list cost of two sets of totals differs at most, by key. */
export function listDifference(left: Recomputed['totals'], right: Recomputed['totals']): number {
  const differences = Object.entries(left).map(([key, { list }]) =>
    new Decimal(list)
      .minus(right[key]?.list ?? 0)
      .abs()
      .toNumber(),
  )
  return Math.max(0, ...differences)
}
