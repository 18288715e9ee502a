import type { Day } from '@cloudact/core/day'
import type { ExportKind } from './manifest.ts'

/** Raw table an export is loaded into, by what it states. */
export const RAW_TABLE_OF = {
  actual: 'cloud_azure_billing_raw_daily',
  amortized: 'cloud_azure_amortized_raw_daily',
} as const satisfies Record<ExportKind, string>

/** Slice period of a month. */
export function monthOf(period: Day): string {
  return period.slice(0, 7)
}
