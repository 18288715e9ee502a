import { Decimal } from '@cloudact/core/decimal'
import { z } from 'zod'
import type { BillLab } from '../../aws/testing/bill-lab.ts'

/** What `tools/recompute-focus.py` prints. */
export const Recomputed = z.object({
  rows: z.number(),
  totals: z.record(
    z.string(),
    z.object({ billed: z.string(), effective: z.string(), list: z.string(), rows: z.number() }),
  ),
})
type Totals = z.output<typeof Recomputed>['totals']

/** The same sums over the charges of an organization. */
export async function totalsOf(lab: BillLab, org: string): Promise<Totals> {
  const rows = await lab.query(
    `SELECT BillingAccountId AS account, {{month_text({{add_days({{day(BillingPeriodStart)}}, 1)}})}} AS month, BillingCurrency AS currency,
        ChargeCategory AS category, {{sum(BilledCost)}} AS billed, {{sum(EffectiveCost)}} AS effective, {{sum(ListCost)}} AS list, COUNT(*) AS n
      FROM {{table(cost_data_standard_1_3)}}
      GROUP BY BillingAccountId, {{month_text({{add_days({{day(BillingPeriodStart)}}, 1)}})}}, BillingCurrency, ChargeCategory`,
    {},
    org,
  )
  return Object.fromEntries(
    rows.map((row) => [
      [row['account'], row['month'], row['currency'], row['category']].join('|'),
      {
        billed: String(row['billed']),
        effective: String(row['effective']),
        list: String(row['list']),
        rows: Number(row['n']),
      },
    ]),
  )
}

/** Billed and effective cost and rows by key, to be equal digit for digit. */
export function exact(totals: Totals): Record<string, readonly [string, string, number]> {
  return Object.fromEntries(
    Object.entries(totals)
      .map(([key, { billed, effective, rows }]) => [key, [plain(billed), plain(effective), rows]] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )
}

/** By how much list cost differs, over everything of one currency. */
export function listDrift(ours: Totals, theirs: Totals): Decimal {
  const sum = (totals: Totals) =>
    Object.values(totals).reduce((total, { list }) => total.plus(list), new Decimal(0))
  return sum(ours).minus(sum(theirs)).abs()
}

function plain(amount: string): string {
  return new Decimal(amount).toFixed()
}
