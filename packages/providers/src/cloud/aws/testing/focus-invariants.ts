import { Decimal } from '@cloudact/core/decimal'
import type { Row } from '@cloudact/core/ports/warehouse'

/** Columns that are null exactly when a charge is not priced by the unit. */
const PRICED = [
  'SkuPriceId',
  'ListUnitPrice',
  'ContractedUnitPrice',
  'PricingQuantity',
  'PricingUnit',
  'PricingCategory',
] as const
const COSTS = ['BilledCost', 'EffectiveCost', 'ListCost', 'ContractedCost'] as const
const NEVER_NULL = [
  ...COSTS,
  'BillingAccountId',
  'BillingAccountName',
  'BillingAccountType',
  'BillingCurrency',
  'BillingPeriodStart',
  'BillingPeriodEnd',
  'ChargePeriodStart',
  'ChargePeriodEnd',
  'ChargeFrequency',
  'PricingCurrency',
  'PricingCurrencyEffectiveCost',
  'InvoiceIssuerName',
  'ServiceName',
  'ServiceProviderName',
  'ProviderName',
  'PublisherName',
  'x_charge_origin',
  'x_billing_status',
] as const
const CATEGORIES: Record<string, readonly unknown[]> = {
  ChargeCategory: ['Usage', 'Purchase', 'Tax', 'Credit', 'Adjustment'],
  ChargeClass: [null, 'Correction'],
  ChargeFrequency: ['One-Time', 'Recurring', 'Usage-Based'],
  PricingCategory: [null, 'Standard', 'Dynamic', 'Committed', 'Other'],
  CommitmentDiscountStatus: [null, 'Used', 'Unused'],
  CommitmentDiscountCategory: [null, 'Spend', 'Usage'],
}

/** Everything FOCUS 1.3 and the representation rules demand of a row; the violations in words, none when it is right. */
export function focusViolations(row: Row): string[] {
  const faults: string[] = []
  const must = (holds: boolean, rule: string) => {
    if (!holds) faults.push(`${String(row['x_source_record_id'])}: ${rule}`)
  }
  const value = (column: string) => row[column] ?? null
  const same = (...columns: string[]) => new Set(columns.map((column) => value(column) === null)).size === 1
  const amount = (column: string) => new Decimal(String(row[column] ?? 0))

  for (const column of NEVER_NULL) must(value(column) !== null, `${column} is null`)
  for (const [column, allowed] of Object.entries(CATEGORIES))
    must(allowed.includes(value(column)), `${column} is ${String(value(column))}`)
  for (const [column, cell] of Object.entries(row)) must(cell !== '', `${column} is an empty text`)

  const priced = value('SkuPriceId') !== null
  must(same(...PRICED), 'the price columns are neither all set nor all null')
  must(priced || value('ConsumedQuantity') === null, 'ConsumedQuantity without SkuPriceId')
  must(
    priced || value('CommitmentDiscountQuantity') === null,
    'CommitmentDiscountQuantity without SkuPriceId',
  )
  must(
    !priced || (value('SkuId') !== null && value('SkuMeter') !== null),
    'SkuPriceId without SkuId or SkuMeter',
  )
  must(
    same('PricingCurrencyListUnitPrice', 'SkuPriceId') &&
      same('PricingCurrencyContractedUnitPrice', 'SkuPriceId'),
    'pricing currency prices',
  )
  if (priced) {
    must(amount('ListUnitPrice').gte(0) && amount('ContractedUnitPrice').gte(0), 'a unit price is negative')
    must(
      amount('ListUnitPrice').times(amount('PricingQuantity')).equals(amount('ListCost')),
      'ListCost is not price × quantity',
    )
    must(
      amount('ContractedUnitPrice').times(amount('PricingQuantity')).equals(amount('ContractedCost')),
      'ContractedCost is not price × quantity',
    )
  } else {
    const correction = value('ChargeClass') === 'Correction'
    must(
      correction || ['Tax', 'Credit', 'Adjustment'].includes(String(value('ChargeCategory'))),
      'an unpriced row of this category',
    )
    must(
      COSTS.every((column) => amount(column).equals(amount('BilledCost'))),
      'the four costs of an unpriced row differ',
    )
  }
  const usage = value('ChargeCategory') === 'Usage'
  const unused = value('CommitmentDiscountStatus') === 'Unused'
  must(
    !(value('ChargeCategory') === 'Purchase' && value('ChargeFrequency') === 'Usage-Based'),
    'a usage-based purchase',
  )
  must(value('ChargeCategory') !== 'Tax' || value('SkuId') === null, 'SkuId on tax')
  must((usage && !unused && priced) === (value('ConsumedQuantity') !== null), 'ConsumedQuantity')
  must(same('ConsumedQuantity', 'ConsumedUnit'), 'ConsumedUnit')
  must(
    same('CommitmentDiscountId', 'CommitmentDiscountCategory', 'CommitmentDiscountType'),
    'commitment columns',
  )
  must(
    value('CommitmentDiscountId') === null
      ? value('CommitmentDiscountStatus') === null
      : usage === (value('CommitmentDiscountStatus') !== null),
    'CommitmentDiscountStatus',
  )
  must(same('CommitmentDiscountQuantity', 'CommitmentDiscountUnit'), 'CommitmentDiscountUnit')
  must(
    !unused ||
      (value('ResourceId') === value('CommitmentDiscountId') &&
        amount('PricingQuantity').isZero() &&
        amount('BilledCost').isZero()),
    'an unused row',
  )
  must(same('RegionId', 'RegionName'), 'RegionName')
  must(same('ResourceId', 'ResourceType'), 'ResourceType')
  must(same('SubAccountId', 'SubAccountName', 'SubAccountType'), 'SubAccount columns')
  must(String(value('ChargePeriodStart')) < String(value('ChargePeriodEnd')), 'an empty charge period')
  return faults
}
