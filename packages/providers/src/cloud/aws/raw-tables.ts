import type { Day } from '@cloudact/core/day'

/** Raw table a delivery is loaded into, by what it is. */
export const RAW_TABLE_OF = {
  cur: 'cloud_aws_billing_raw_daily',
  focus: 'cloud_aws_focus_raw_daily',
} as const

/** Slice period of a billing month. */
export function monthOf(period: Day): string {
  return period.slice(0, 7)
}
