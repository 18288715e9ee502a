/**
 * Where each column of `cloud_aws_billing_raw_daily` comes from in a Cost and Usage Report. One table serves the legacy
 * spelling (`lineItem/UnblendedCost`), Athena's (`line_item_unblended_cost`, `savings_plan_savings_plan_a_r_n`) and CUR
 * 2.0's (fixed columns plus maps): names are compared by their letters and digits only.
 */
export type CurColumn = {
  readonly target: string
  readonly kind: 'text' | 'amount' | 'time' | 'day'
  /** Spellings in order of preference. */
  readonly from: readonly string[]
  /** CUR 2.0: a key of a map column, used when no column of `from` exists. */
  readonly mapKey?: {
    readonly map: string
    readonly key: string
    /** The key is only looked up on lines where this column has a value. */
    readonly only?: string
  }
  /** Without it the report cannot be converted: the load is refused with the list of what is missing. */
  readonly needed?: true
}

const text = (target: string, ...from: string[]): CurColumn => ({ target, kind: 'text', from })
const amount = (target: string, ...from: string[]): CurColumn => ({ target, kind: 'amount', from })
const needed = (column: CurColumn): CurColumn => ({ ...column, needed: true })
const product = (target: string, key: string, ...from: string[]): CurColumn => ({
  ...text(target, ...from),
  mapKey: { map: 'product', key },
})
const machine = (target: string, key: string, ...from: string[]): CurColumn => ({
  ...text(target, ...from),
  mapKey: { map: 'product', key, only: 'product/instanceType' },
})

export const CUR_COLUMNS: readonly CurColumn[] = [
  needed(text('linked_account_id', 'lineItem/UsageAccountId')),
  text('linked_account_name', 'lineItem/UsageAccountName'),
  needed(text('payer_account_id', 'bill/PayerAccountId')),
  text('payer_account_name', 'bill/PayerAccountName'),
  text('service_code', 'product/servicecode'),
  needed(text('product_code', 'lineItem/ProductCode')),
  product('product_name', 'product_name', 'product/ProductName'),
  text('product_family', 'product/productFamily'),
  text('usage_type', 'lineItem/UsageType'),
  text('operation', 'lineItem/Operation'),
  product('region', 'region', 'product/regionCode', 'product/region'),
  text('location', 'product/location'),
  text('availability_zone', 'lineItem/AvailabilityZone'),
  text('resource_id', 'lineItem/ResourceId'),
  needed(text('line_item_type', 'lineItem/LineItemType')),
  text('line_item_description', 'lineItem/LineItemDescription'),
  text('time_interval', 'identity/TimeInterval'),
  needed({ target: 'usage_start_time', kind: 'time', from: ['lineItem/UsageStartDate'] }),
  { target: 'usage_end_time', kind: 'time', from: ['lineItem/UsageEndDate'] },
  needed(amount('usage_amount', 'lineItem/UsageAmount')),
  amount('normalized_usage_amount', 'lineItem/NormalizedUsageAmount'),
  text('usage_unit', 'pricing/unit'),
  text('pricing_unit', 'pricing/unit'),
  amount('unblended_rate', 'lineItem/UnblendedRate'),
  needed(amount('unblended_cost', 'lineItem/UnblendedCost')),
  amount('blended_cost', 'lineItem/BlendedCost'),
  amount('net_unblended_rate', 'lineItem/NetUnblendedRate'),
  amount('net_unblended_cost', 'lineItem/NetUnblendedCost'),
  needed(text('currency', 'lineItem/CurrencyCode')),
  amount('public_on_demand_rate', 'pricing/publicOnDemandRate'),
  amount('public_on_demand_cost', 'pricing/publicOnDemandCost'),
  text('pricing_term', 'pricing/term'),
  text('purchase_option', 'pricing/PurchaseOption', 'product/purchaseOption'),
  text('rate_code', 'pricing/RateCode'),
  text('rate_id', 'pricing/RateId'),
  text('sku', 'product/sku'),
  text('instance_type', 'product/instanceType'),
  machine('instance_family', 'instance_family', 'product/instanceFamily'),
  machine('operating_system', 'operating_system', 'product/operatingSystem'),
  product('storage_class', 'storage_class', 'product/storageClass'),
  text('tax_type', 'lineItem/TaxType'),
  text('legal_entity', 'lineItem/LegalEntity'),
  text('bill_type', 'bill/BillType'),
  text('billing_entity', 'bill/BillingEntity'),
  text('invoicing_entity', 'bill/InvoicingEntity'),
  text('invoice_id', 'bill/InvoiceId'),
  needed({ target: 'billing_period_start', kind: 'day', from: ['bill/BillingPeriodStartDate'] }),
  needed({ target: 'billing_period_end', kind: 'day', from: ['bill/BillingPeriodEndDate'] }),
  text('reservation_arn', 'reservation/ReservationARN'),
  amount('reservation_effective_cost', 'reservation/EffectiveCost'),
  amount('reservation_net_effective_cost', 'reservation/NetEffectiveCost'),
  amount('reservation_unused_upfront', 'reservation/UnusedAmortizedUpfrontFeeForBillingPeriod'),
  amount('reservation_net_unused_upfront', 'reservation/NetUnusedAmortizedUpfrontFeeForBillingPeriod'),
  amount('reservation_unused_recurring', 'reservation/UnusedRecurringFee'),
  amount('reservation_net_unused_recurring', 'reservation/NetUnusedRecurringFee'),
  amount('reservation_unused_quantity', 'reservation/UnusedQuantity'),
  amount('reservation_unused_normalized', 'reservation/UnusedNormalizedUnitQuantity'),
  amount('reservation_total_units', 'reservation/TotalReservedUnits'),
  amount('reservation_total_normalized', 'reservation/TotalReservedNormalizedUnits'),
  text('savings_plan_arn', 'savingsPlan/SavingsPlanARN'),
  text('savings_plan_offering', 'savingsPlan/OfferingType'),
  amount('savings_plan_effective_cost', 'savingsPlan/SavingsPlanEffectiveCost'),
  amount('savings_plan_net_effective_cost', 'savingsPlan/NetSavingsPlanEffectiveCost'),
  amount('savings_plan_total_commitment', 'savingsPlan/TotalCommitmentToDate'),
  amount('savings_plan_used_commitment', 'savingsPlan/UsedCommitment'),
  amount('discount_amount', 'discount/TotalDiscount'),
  text('capacity_reservation_arn', 'capacityReservation/CapacityReservationArn'),
  text('capacity_reservation_status', 'capacityReservation/CapacityReservationStatus'),
  text('split_parent_resource_id', 'splitLineItem/ParentResourceId'),
  amount('split_usage', 'splitLineItem/SplitUsage'),
  amount('split_usage_ratio', 'splitLineItem/SplitUsageRatio'),
  amount('split_cost', 'splitLineItem/SplitCost'),
  amount('split_unused_cost', 'splitLineItem/UnusedCost'),
  needed(text('x_source_record_id', 'identity/LineItemId')),
]

/** Columns whose remaining name is a tag or cost-category key (legacy), or that are maps of them (CUR 2.0). */
export const KEYED_COLUMNS = [
  { target: 'resource_tags_json', prefixes: ['resourceTags/', 'resource_tags_'], map: 'resource_tags' },
  { target: 'cost_category_json', prefixes: ['costCategory/', 'cost_category_'], map: 'cost_category' },
  { target: 'discount_json', prefixes: [], map: 'discount' },
] as const

/** What two spellings of one column have in common. */
export function columnIdentity(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '')
}
