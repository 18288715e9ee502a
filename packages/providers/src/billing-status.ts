/** How far a month's figures are: `open` while it runs, `final` when they can no longer change without notice (75 §6). */
export type BillingStatus = 'open' | 'provisional' | 'final'

/** As a table holds it. */
export function parseBillingStatus(value: unknown): BillingStatus {
  return value === 'open' || value === 'final' ? value : 'provisional'
}
