import type { CostRow } from '../../api/shapes.ts'

const NAMES = ['BillingCurrency', 'billing_currency', 'currency'] as const

/** The currency a row's amounts are in; a row without one is a fault of the API and shows as `???`. */
export function currencyOfRow(row: CostRow): string {
  for (const name of NAMES) {
    const value = row[name]
    if (typeof value === 'string' && value !== '') return value
  }
  return '???'
}
