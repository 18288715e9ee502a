import type { CostRow } from '../../api/shapes.ts'

export type ChargeGroup = { readonly title: string; readonly columns: readonly string[] }

/** Columns by what a person asks about a charge; each column of the specification is in exactly one group. */
const GROUPS: readonly ChargeGroup[] = [
  {
    title: 'Amounts',
    columns: ['EffectiveCost', 'BilledCost', 'ContractedCost', 'ListCost', 'BillingCurrency'],
  },
  {
    title: 'Charge',
    columns: [
      'ChargeCategory',
      'ChargeClass',
      'ChargeDescription',
      'ChargeFrequency',
      'ChargePeriodStart',
      'ChargePeriodEnd',
      'BillingPeriodStart',
      'BillingPeriodEnd',
    ],
  },
  {
    title: 'Quantity and price',
    columns: [
      'ConsumedQuantity',
      'ConsumedUnit',
      'PricingQuantity',
      'PricingUnit',
      'PricingCategory',
      'ListUnitPrice',
      'ContractedUnitPrice',
      'PricingCurrency',
      'PricingCurrencyListUnitPrice',
      'PricingCurrencyContractedUnitPrice',
      'PricingCurrencyEffectiveCost',
    ],
  },
  {
    title: 'Service and resource',
    columns: [
      'ServiceName',
      'ServiceCategory',
      'ServiceSubcategory',
      'ResourceId',
      'ResourceName',
      'ResourceType',
      'RegionId',
      'RegionName',
      'AvailabilityZone',
      'SkuId',
      'SkuMeter',
      'SkuPriceId',
      'SkuPriceDetails',
      'Tags',
    ],
  },
  {
    title: 'Who sells and who pays',
    columns: [
      'ServiceProviderName',
      'HostProviderName',
      'ProviderName',
      'PublisherName',
      'InvoiceIssuerName',
      'InvoiceId',
      'BillingAccountId',
      'BillingAccountName',
      'BillingAccountType',
      'SubAccountId',
      'SubAccountName',
      'SubAccountType',
    ],
  },
  {
    title: 'Commitments',
    columns: [
      'CommitmentDiscountId',
      'CommitmentDiscountName',
      'CommitmentDiscountCategory',
      'CommitmentDiscountType',
      'CommitmentDiscountStatus',
      'CommitmentDiscountQuantity',
      'CommitmentDiscountUnit',
      'CapacityReservationId',
      'CapacityReservationStatus',
      'ContractApplied',
    ],
  },
  {
    title: 'Allocation',
    columns: [
      'AllocatedMethodId',
      'AllocatedMethodDetails',
      'AllocatedResourceId',
      'AllocatedResourceName',
      'AllocatedTags',
    ],
  },
]

/** Shown as the proof above the groups, not repeated among the remaining columns. */
export const PROOF_COLUMNS = [
  'x_run_id',
  'x_pipeline_id',
  'x_credential_id',
  'x_pipeline_run_date',
  'x_ingested_at',
  'x_source_system',
  'x_source_record_id',
  'x_price_id',
  'x_charge_origin',
  'x_billed_source',
  'x_billing_status',
  'x_vendor_cost',
  'x_priced_cost',
  'x_gap_reason',
  'x_gap_key',
] as const

/** Every column of the row: the specification's groups, then what this product and the deployment added. */
export function chargeGroups(row: CostRow): readonly ChargeGroup[] {
  const placed = new Set<string>([...GROUPS.flatMap((group) => group.columns), ...PROOF_COLUMNS])
  const rest = Object.keys(row).filter((name) => !placed.has(name))
  return [
    ...GROUPS.map(({ title, columns }) => ({ title, columns: columns.filter((name) => name in row) })),
    { title: 'Added by CloudAct', columns: rest },
  ].filter((group) => group.columns.length > 0)
}
