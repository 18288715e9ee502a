import { eachMonth } from '@cloudact/core/day'
import type { SliceInfo } from '@cloudact/core/ports/warehouse'
import type { ProcessorContext } from '@cloudact/engine/processor'
import { monthOf, RAW_TABLE_OF } from './raw-tables.ts'

/** How one raw table is converted and checked. */
export const CONVERSIONS = [
  { table: RAW_TABLE_OF.cur, ledger: 'sp_cloud_aws_conversion_ledger' },
  { table: RAW_TABLE_OF.focus, ledger: 'sp_cloud_aws_focus_ledger' },
] as const

export type BillSlice = { readonly conversion: (typeof CONVERSIONS)[number]; readonly raw: SliceInfo }

/** Months loaded into the raw tables that lie in the run's range. */
export async function billSlices(context: ProcessorContext): Promise<BillSlice[]> {
  const months = new Set(eachMonth(context.run.range).map(monthOf))
  const slices: BillSlice[] = []
  for (const conversion of CONVERSIONS) {
    const live = await context.slices(conversion.table)
    slices.push(...live.filter(({ period }) => months.has(period)).map((raw) => ({ conversion, raw })))
  }
  return slices
}

/** The parameters every query about one bill filters by. */
export function sliceParameters({ raw }: BillSlice): {
  credential_id: string
  account_id: string
  period_start: string
} {
  return { credential_id: raw.credentialId, account_id: raw.accountId, period_start: `${raw.period}-01` }
}
