import type { Row } from '@cloudact/core/ports/warehouse'

/** A priced line of pay as you go; `cells` replaces. */
export function paygCost(cells: Row): Row {
  const cost = cells['contracted_cost'] ?? null
  return {
    cost_date: '2026-10-05',
    provider: 'openai',
    billing_account_id: 'org-1',
    model: 'gpt-5',
    region: 'global',
    project_id: 'proj-1',
    project_name: 'Search',
    service_tier: 'standard',
    context_band: 'base',
    meter: 'input_uncached',
    sku_meter: 'Input Tokens',
    quantity: '1000000',
    unit: 'Tokens',
    pricing_unit: '1000000 Tokens',
    currency: 'USD',
    list_cost: cost,
    is_priced: cost !== null,
    compared: true,
    x_source_record_id: 'r',
    x_ingestion_id: 'r',
    x_genai_provider: 'openai',
    ...cells,
  }
}

/** An hour of pay-as-you-go usage. */
export function paygUsage(cells: Row): Row {
  return {
    usage_date: '2026-10-05',
    usage_hour: '2026-10-05T01:00:00Z',
    provider: 'openai',
    billing_account_id: 'org-1',
    endpoint: 'completions',
    model: 'gpt-5',
    region: 'global',
    project_id: 'proj-1',
    service_tier: 'standard',
    is_batch: false,
    x_ingestion_id: 'r',
    x_source_record_id: 'r',
    x_genai_provider: 'openai',
    ...cells,
  }
}

/** Imported use of provisioned capacity: 100 units for a whole day. */
export function heldCapacity(cells: Row): Row {
  return {
    usage_date: '2026-10-05',
    provider: 'azure_openai',
    commitment_type: 'ptu',
    commitment_id: 'deployment-1',
    model: 'gpt-5',
    region: 'eastus',
    provisioned_units: 100,
    used_units: 80,
    hours_active: '24',
    unit_name: 'PTU',
    usage_source: 'usage_import',
    ...cells,
  }
}

/** A price of provisioned capacity. */
export function capacityPrice(cells: Row): Row {
  return {
    provider: 'azure_openai',
    commitment_type: 'ptu',
    model: '*',
    unit_name: 'PTU',
    region: 'global',
    ptu_hourly_rate: '0.25',
    currency: 'USD',
    status: 'ACTIVE',
    is_override: true,
    price_id: 'p',
    ...cells,
  }
}

/** A charge of a cloud's bill as FOCUS has it: ten hours of an instance with GPUs. */
export function billCharge(cells: Row): Row {
  const billed = cells['BilledCost'] ?? '98.32'
  const effective = cells['EffectiveCost'] ?? billed
  return {
    BilledCost: billed,
    EffectiveCost: effective,
    ListCost: billed,
    ContractedCost: billed,
    PricingCurrencyEffectiveCost: effective,
    BillingAccountId: '111122223333',
    BillingAccountType: 'Payer Account',
    BillingCurrency: 'USD',
    PricingCurrency: 'USD',
    BillingPeriodStart: '2026-10-01T00:00:00Z',
    BillingPeriodEnd: '2026-11-01T00:00:00Z',
    ChargePeriodStart: '2026-10-05T00:00:00Z',
    ChargePeriodEnd: '2026-10-05T10:00:00Z',
    ChargeCategory: 'Usage',
    ChargeFrequency: 'Usage-Based',
    ConsumedQuantity: '10',
    ConsumedUnit: 'Hours',
    PricingCategory: 'Standard',
    ServiceProviderName: 'AWS',
    ProviderName: 'AWS',
    PublisherName: 'AWS',
    HostProviderName: 'AWS',
    InvoiceIssuerName: 'AWS',
    ServiceName: 'Amazon Elastic Compute Cloud',
    ServiceCategory: 'Compute',
    ServiceSubcategory: 'Virtual Machines',
    SkuMeter: 'BoxUsage:p4d.24xlarge',
    RegionId: 'us-east-1',
    ResourceId: 'i-1',
    SubAccountId: '222233334444',
    x_charge_origin: 'vendor_bill',
    x_cloud_account_id: '111122223333',
    x_cloud_provider: 'aws',
    ...cells,
  }
}
