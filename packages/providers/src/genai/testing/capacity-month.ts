import type { Row } from '@cloudact/core/ports/warehouse'
import type { FilledSlice } from './capacity-lab.ts'
import { billCharge, capacityPrice, heldCapacity } from './genai-rows.ts'

export const AZURE_BILL = {
  pipelineId: 'acme-cloud-azure-cost-billing',
  credentialId: 'bill',
  accountId: 'ba-1',
} satisfies FilledSlice

/** Who imports usage: any pipeline but those that read bills. */
export const importedSlice = (credentialId: string, accountId = ''): FilledSlice => ({
  pipelineId: 'acme-genai-commitment-import',
  credentialId,
  accountId,
})

const azure = (cells: Row): Row =>
  billCharge({
    ServiceName: 'Azure OpenAI Service',
    SkuMeter: 'Provisioned Managed Global Unit',
    BillingAccountId: 'ba-1',
    x_cloud_account_id: 'ba-1',
    SubAccountId: 'sub-1',
    ResourceId: 'deployment-1',
    RegionId: 'eastus',
    ...cells,
  })
const RESERVED = {
  CommitmentDiscountId: '/providers/microsoft.capacity/reservationorders/o/reservations/r',
  CommitmentDiscountUnit: 'Hours',
  PricingCategory: 'Committed',
}
const NO_QUANTITY = { ConsumedQuantity: null, ConsumedUnit: null }

/** Azure's lines of a reservation of 100 PTU of which 80 are deployed, of an hourly deployment, and of other things. */
export function azureCharges(): Row[] {
  return [
    azure({
      ...RESERVED,
      BilledCost: '0',
      EffectiveCost: '480',
      ConsumedQuantity: '1920',
      CommitmentDiscountStatus: 'Used',
      CommitmentDiscountQuantity: '1920',
    }),
    azure({
      ...RESERVED,
      ...NO_QUANTITY,
      BilledCost: '0',
      EffectiveCost: '120',
      CommitmentDiscountStatus: 'Unused',
      CommitmentDiscountQuantity: '480',
    }),
    azure({
      ...RESERVED,
      ...NO_QUANTITY,
      BilledCost: '18000',
      EffectiveCost: '0',
      ChargeCategory: 'Purchase',
      CommitmentDiscountQuantity: '72000',
    }),
    azure({ BilledCost: '12.000001', ConsumedQuantity: '12', ResourceId: 'deployment-2' }),
    azure({
      BilledCost: '-1.5',
      ConsumedQuantity: '-1.5',
      ResourceId: 'deployment-2',
      BillingCurrency: 'EUR',
    }),
    azure({ BilledCost: '7', SkuMeter: 'gpt-5 Input Tokens', ResourceId: 'payg' }),
    azure({ BilledCost: '20', ...NO_QUANTITY, ChargeCategory: 'Tax', PricingCategory: null }),
    billCharge({ x_cloud_account_id: 'ba-1', SkuMeter: 'Provisioned IOPS', ServiceName: 'Disks' }),
  ]
}

export const CAPACITY_PRICES: readonly Row[] = [
  capacityPrice({ price_id: 'any', ptu_hourly_rate: '0.3' }),
  capacityPrice({ price_id: 'model', model: 'gpt-5', ptu_hourly_rate: '0.2500001', min_units: 50 }),
  capacityPrice({
    price_id: 'old',
    model: 'gpt-5',
    region: 'eastus',
    ptu_hourly_rate: '9',
    effective_to: '2026-10-05',
  }),
  capacityPrice({
    price_id: 'monthly',
    model: 'gpt-4',
    ptu_hourly_rate: null,
    ptu_monthly_rate: '720',
    term_discount_pct: '10',
    volume_discount_pct: '5',
  }),
  capacityPrice({ price_id: 'usd', model: 'both', region: 'x' }),
  capacityPrice({ price_id: 'eur', model: 'both', region: 'x', currency: 'EUR' }),
  capacityPrice({
    price_id: 'gsu',
    provider: 'vertex',
    commitment_type: 'gsu',
    unit_name: 'GSU',
    ptu_hourly_rate: '3.7',
    commitment_term_months: 1,
  }),
]

const on7th = (cells: Row) => heldCapacity({ usage_date: '2026-10-07', ...cells })

/** A day the bill has nothing of: every way a price is found or not. */
export const IMPORTED: readonly Row[] = [
  on7th({ commitment_id: 'a' }),
  on7th({ commitment_id: 'b', provisioned_units: 10, used_units: 20 }),
  on7th({ commitment_id: 'c', model: 'gpt-4', hours_active: '1.5', used_units: null }),
  on7th({ commitment_id: 'd', commitment_term_months: 12 }),
  on7th({ commitment_id: 'e', model: 'both', region: 'x' }),
  on7th({ commitment_id: 'f', model: 'both', region: 'x', currency: 'EUR' }),
  on7th({ commitment_id: 'g', hours_active: null }),
  on7th({ commitment_id: 'h', provisioned_units: null }),
  on7th({
    provider: 'vertex',
    commitment_type: 'gsu',
    unit_name: 'GSU',
    commitment_term_months: 1,
    commitment_id: 'order-1',
    provisioned_units: 10,
    used_units: 7,
  }),
  on7th({
    provider: 'bedrock',
    commitment_type: 'provisioned_throughput',
    commitment_id: 'aws',
    unit_name: 'Model Unit',
    model: 'anthropic.claude-v2:1',
    region: 'us-east-1',
    commitment_term_months: 6,
    provisioned_units: 1,
    used_units: null,
    hours_active: '0.5',
  }),
]

/** Capacity of an account on a day the bill has some and on the day after. */
export function held(id: string, account: string, linked: string | null): Row[] {
  return ['2026-10-05', '2026-10-06'].map((day) =>
    heldCapacity({ commitment_id: id, usage_date: day, billing_account_id: account, sub_account_id: linked }),
  )
}
