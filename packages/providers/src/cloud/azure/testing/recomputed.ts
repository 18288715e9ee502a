import { Decimal } from '@cloudact/core/decimal'
import { z } from 'zod'
import type { BillLab } from './bill-lab.ts'

/** What `tools/recompute-azure-bill.py` prints. */
export const Recomputed = z.object({
  lines: z.number(),
  kinds: z.record(z.string(), z.number()),
  amortized: z.string(),
  totals: z.record(
    z.string(),
    z.object({ billed: z.string(), effective: z.string(), list: z.string(), rows: z.number() }),
  ),
})
export type Recomputed = z.output<typeof Recomputed>

/** The same totals from the converted rows of an organization, amounts in one spelling. */
export async function convertedTotals(lab: BillLab, org?: string): Promise<Recomputed['totals']> {
  const rows = await lab.query(
    `SELECT COALESCE(InvoiceId, 'none') AS invoice, x_amortization_class AS kind, {{sum(BilledCost)}} AS billed,
        {{sum(EffectiveCost)}} AS effective, {{sum(ListCost)}} AS list, COUNT(*) AS n
      FROM {{table(cost_data_standard_1_3)}} GROUP BY InvoiceId, x_amortization_class`,
    org,
  )
  const totals = rows.map(
    (row) =>
      [
        `${String(row['invoice'])}|${String(row['kind'])}`,
        {
          billed: String(row['billed']),
          effective: String(row['effective']),
          list: String(row['list']),
          rows: Number(row['n']),
        },
      ] as const,
  )
  return plainTotals(Object.fromEntries(totals))
}

/** Totals by key in order, amounts without zeros at their ends. */
export function plainTotals(totals: Recomputed['totals']): Recomputed['totals'] {
  const plain = (amount: string) => new Decimal(amount).toFixed()
  return Object.fromEntries(
    Object.entries(totals)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, { billed, effective, list, rows }]) => [
        key,
        { billed: plain(billed), effective: plain(effective), list: plain(list), rows },
      ]),
  )
}
