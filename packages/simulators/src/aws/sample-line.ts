import { Decimal } from '@cloudact/core/decimal'

/** Columns of a made report, in file order. Names as in the legacy report. */
export const SAMPLE_COLUMNS = [
  'identity/LineItemId',
  'identity/TimeInterval',
  'bill/InvoiceId',
  'bill/InvoicingEntity',
  'bill/BillingEntity',
  'bill/BillType',
  'bill/PayerAccountId',
  'bill/BillingPeriodStartDate',
  'bill/BillingPeriodEndDate',
  'lineItem/UsageAccountId',
  'lineItem/LineItemType',
  'lineItem/UsageStartDate',
  'lineItem/UsageEndDate',
  'lineItem/ProductCode',
  'lineItem/UsageType',
  'lineItem/Operation',
  'lineItem/AvailabilityZone',
  'lineItem/ResourceId',
  'lineItem/UsageAmount',
  'lineItem/CurrencyCode',
  'lineItem/UnblendedRate',
  'lineItem/UnblendedCost',
  'lineItem/LineItemDescription',
  'lineItem/TaxType',
  'lineItem/LegalEntity',
  'product/ProductName',
  'product/instanceType',
  'product/productFamily',
  'product/region',
  'product/servicecode',
  'product/sku',
  'pricing/RateCode',
  'pricing/RateId',
  'pricing/publicOnDemandCost',
  'pricing/publicOnDemandRate',
  'pricing/term',
  'pricing/unit',
  'reservation/EffectiveCost',
  'reservation/ReservationARN',
  'reservation/TotalReservedUnits',
  'reservation/UnusedAmortizedUpfrontFeeForBillingPeriod',
  'reservation/UnusedQuantity',
  'reservation/UnusedRecurringFee',
  'savingsPlan/OfferingType',
  'savingsPlan/SavingsPlanARN',
  'savingsPlan/SavingsPlanEffectiveCost',
  'savingsPlan/TotalCommitmentToDate',
  'savingsPlan/UsedCommitment',
  'resourceTags/user:cost_center',
  'resourceTags/user:environment',
  'resourceTags/user:team',
] as const

export type SampleColumn = (typeof SAMPLE_COLUMNS)[number]
/** Cells by column; absent ones are empty. Amounts are decimal text. */
export type SampleLine = Partial<Record<SampleColumn, string>>

export const PAYER = '111122223333'

export type Account = {
  readonly id: string
  readonly name: string
  readonly team: string
  readonly environment: string
  readonly costCenter: string
}

export const ACCOUNTS: readonly Account[] = [
  { id: PAYER, name: 'northwind-management', team: 'platform', environment: 'shared', costCenter: 'CC-100' },
  {
    id: '222233334444',
    name: 'northwind-production',
    team: 'storefront',
    environment: 'prod',
    costCenter: 'CC-210',
  },
  {
    id: '333344445555',
    name: 'northwind-staging',
    team: 'storefront',
    environment: 'staging',
    costCenter: 'CC-210',
  },
  {
    id: '444455556666',
    name: 'northwind-data',
    team: 'analytics',
    environment: 'prod',
    costCenter: 'CC-320',
  },
  { id: '555566667777', name: 'northwind-ml', team: 'ml', environment: 'prod', costCenter: 'CC-330' },
  {
    id: '666677778888',
    name: 'northwind-sandbox',
    team: 'platform',
    environment: 'dev',
    costCenter: 'CC-100',
  },
]

/** `YYYY-MM-DDT00:00:00Z` of a day. */
export function instant(day: string): string {
  return `${day}T00:00:00Z`
}

/** Rate × quantity as AWS rounds it: ten decimals. */
export function cost(rate: string, quantity: string): string {
  return new Decimal(rate).times(quantity).toDecimalPlaces(10).toFixed()
}

export function negative(amount: string): string {
  return new Decimal(amount).negated().toFixed()
}
