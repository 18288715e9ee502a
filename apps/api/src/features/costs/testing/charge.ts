import { addDays, addMonths, monthStart } from '@cloudact/core/day'
import type { Row } from '@cloudact/core/ports/warehouse'

/** A charge of one UTC day in which all four costs are equal; `other` says what is different about it. */
export function charge(day: string, cost: string, other: Row = {}): Row {
  const month = monthStart(day)
  return {
    BilledCost: cost,
    EffectiveCost: cost,
    ListCost: cost,
    ContractedCost: cost,
    BillingAccountId: 'org-1',
    BillingAccountName: 'Example',
    BillingAccountType: 'Organization',
    BillingCurrency: 'USD',
    PricingCurrency: other['BillingCurrency'] ?? 'USD',
    PricingCurrencyEffectiveCost: other['EffectiveCost'] ?? cost,
    BillingPeriodStart: `${month}T00:00:00Z`,
    BillingPeriodEnd: `${addMonths(month, 1)}T00:00:00Z`,
    ChargePeriodStart: `${day}T00:00:00Z`,
    ChargePeriodEnd: `${addDays(day, 1)}T00:00:00Z`,
    ChargeCategory: 'Usage',
    ChargeFrequency: 'Usage-Based',
    ServiceProviderName: 'AWS',
    ProviderName: 'AWS',
    PublisherName: 'AWS',
    HostProviderName: 'AWS',
    InvoiceIssuerName: 'AWS',
    ServiceName: 'Amazon Elastic Compute Cloud',
    ServiceCategory: 'Compute',
    ServiceSubcategory: 'Virtual Machines',
    x_charge_origin: 'vendor_bill',
    x_cloud_provider: 'aws',
    ...other,
  }
}

/** The same for one hour, `2026-01-10T05:00:00Z` on. */
export function hourlyCharge(start: string, cost: string, other: Row = {}): Row {
  const end = new Date(Date.parse(start) + 3_600_000).toISOString()
  return charge(start.slice(0, 10), cost, { ChargePeriodStart: start, ChargePeriodEnd: end, ...other })
}

/** What OpenAI charges differ in. */
export const OPENAI: Row = {
  ServiceProviderName: 'OpenAI',
  ProviderName: 'OpenAI',
  PublisherName: 'OpenAI',
  HostProviderName: 'OpenAI',
  InvoiceIssuerName: 'OpenAI',
  ServiceName: 'OpenAI API',
  ServiceCategory: 'AI and Machine Learning',
  ServiceSubcategory: 'Generative AI',
  x_charge_origin: 'usage_priced',
  x_cloud_provider: null,
  x_genai_provider: 'openai',
  x_genai_model: 'gpt-5',
}

/** What amortized Slack seats differ in. */
export const SLACK: Row = {
  ServiceProviderName: 'Slack',
  ProviderName: 'Slack',
  PublisherName: 'Slack',
  HostProviderName: 'Slack',
  InvoiceIssuerName: 'Slack',
  ServiceName: 'Slack',
  ServiceCategory: 'Business Applications',
  ServiceSubcategory: 'Productivity and Collaboration',
  x_charge_origin: 'amortized',
  x_cloud_provider: null,
  ChargeFrequency: 'Recurring',
}
