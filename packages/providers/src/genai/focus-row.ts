import { addDays, addMonths, monthStart } from '@cloudact/core/day'
import type { Cell, Row } from '@cloudact/core/ports/warehouse'
import type { BillingStatus } from '../billing-status.ts'

/** What all rows of an account's day share. */
export type FocusDay = {
  readonly provider: string
  /** FOCUS entity name: service, host and issuer of first-party charges. */
  readonly vendor: string
  readonly accountId: string
  readonly accountName: string
  readonly day: string
  /** UTC hour, `09`, of a charge of one hour; absent for the whole day. */
  readonly hour?: string
  readonly billingStatus: BillingStatus
  /** What the vendor calls a project. */
  readonly subAccountType: 'Project' | 'Workspace'
}

/** The 65 columns of FOCUS 1.3 Cost and Usage with nothing in them; a row names what it fills. */
const EMPTY = Object.fromEntries(
  `AllocatedMethodDetails AllocatedMethodId AllocatedResourceId AllocatedResourceName AllocatedTags AvailabilityZone
  BilledCost BillingAccountId BillingAccountName BillingAccountType BillingCurrency BillingPeriodEnd BillingPeriodStart
  CapacityReservationId CapacityReservationStatus ChargeCategory ChargeClass ChargeDescription ChargeFrequency
  ChargePeriodEnd ChargePeriodStart CommitmentDiscountCategory CommitmentDiscountId CommitmentDiscountName
  CommitmentDiscountQuantity CommitmentDiscountStatus CommitmentDiscountType CommitmentDiscountUnit ConsumedQuantity
  ConsumedUnit ContractApplied ContractedCost ContractedUnitPrice EffectiveCost HostProviderName InvoiceId
  InvoiceIssuerName ListCost ListUnitPrice PricingCategory PricingCurrency PricingCurrencyContractedUnitPrice
  PricingCurrencyEffectiveCost PricingCurrencyListUnitPrice PricingQuantity PricingUnit ProviderName PublisherName
  RegionId RegionName ResourceId ResourceName ResourceType ServiceCategory ServiceName ServiceProviderName
  ServiceSubcategory SkuId SkuMeter SkuPriceDetails SkuPriceId SubAccountId SubAccountName SubAccountType Tags`
    .split(/\s+/)
    .map((column) => [column, null] as const),
)

export type FocusAmounts = {
  readonly currency: string
  readonly billed: string
  readonly effective: string
  readonly list: string
  readonly contracted: string
}

/**
 * A row with its account, period, service and cost columns set (75 §3.1). All 65 columns are present; the not-null
 * ones are filled.
 */
export function focusRow(
  { provider, vendor, accountId, accountName, day, hour, billingStatus, subAccountType }: FocusDay,
  project: { readonly id: Cell; readonly name: Cell },
  amounts: FocusAmounts,
  columns: Row,
): Row {
  return {
    ...EMPTY,
    BilledCost: amounts.billed,
    EffectiveCost: amounts.effective,
    ListCost: amounts.list,
    ContractedCost: amounts.contracted,
    BillingCurrency: amounts.currency,
    PricingCurrency: amounts.currency,
    PricingCurrencyEffectiveCost: amounts.effective,
    BillingAccountId: accountId,
    BillingAccountName: accountName,
    BillingAccountType: 'Organization',
    SubAccountId: project.id,
    SubAccountName: project.name ?? project.id,
    SubAccountType: project.id === null ? null : subAccountType,
    BillingPeriodStart: instant(monthStart(day)),
    BillingPeriodEnd: instant(addMonths(day, 1)),
    ...chargePeriod(day, hour),
    ChargeFrequency: 'Usage-Based',
    ProviderName: vendor,
    PublisherName: vendor,
    ServiceProviderName: vendor,
    HostProviderName: vendor,
    InvoiceIssuerName: vendor,
    ServiceName: `${vendor} API`,
    ServiceCategory: 'AI and Machine Learning',
    ServiceSubcategory: 'Generative AI',
    x_billing_status: billingStatus,
    x_genai_provider: provider,
    x_genai_cost_type: 'payg',
    ...columns,
  }
}

function chargePeriod(day: string, hour: string | undefined): Row {
  if (hour === undefined)
    return { ChargePeriodStart: instant(day), ChargePeriodEnd: instant(addDays(day, 1)) }
  const next = String(Number(hour) + 1).padStart(2, '0')
  const end = next === '24' ? instant(addDays(day, 1)) : `${day}T${next}:00:00Z`
  return { ChargePeriodStart: `${day}T${hour}:00:00Z`, ChargePeriodEnd: end }
}

function instant(day: string): string {
  return `${day}T00:00:00Z`
}
