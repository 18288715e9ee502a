import type { BillLine } from './write-bill.ts'

export const PAYER = '123412340534'
export const PLAN = 'arn:aws:savingsplans::123412340534:savingsplan/plan-1'
export const RESERVATION = 'arn:aws:ec2:us-east-1:123412340534:reserved-instances/ri-1'

let next = 0

/** A line of October 2026 with what every line has; `cells` adds and replaces. */
export function line(type: string, cost: string, cells: BillLine = {}): BillLine {
  next += 1
  return {
    'identity/LineItemId': `line-${String(next).padStart(4, '0')}`,
    'identity/TimeInterval': '2026-10-05T00:00:00Z/2026-10-05T01:00:00Z',
    'bill/InvoiceId': 'INV-1',
    'bill/InvoicingEntity': 'Amazon Web Services, Inc.',
    'bill/BillingEntity': 'AWS',
    'bill/BillType': 'Anniversary',
    'bill/PayerAccountId': PAYER,
    'bill/BillingPeriodStartDate': '2026-10-01T00:00:00.000Z',
    'bill/BillingPeriodEndDate': '2026-11-01T00:00:00.000Z',
    'lineItem/UsageAccountId': '222233334444',
    'lineItem/LineItemType': type,
    'lineItem/UsageStartDate': '2026-10-05T00:00:00Z',
    'lineItem/UsageEndDate': '2026-10-05T01:00:00Z',
    'lineItem/ProductCode': 'AmazonEC2',
    'lineItem/UsageType': 'BoxUsage:m5.large',
    'lineItem/UsageAmount': '1',
    'lineItem/CurrencyCode': 'USD',
    'lineItem/UnblendedRate': '',
    'lineItem/UnblendedCost': cost,
    'lineItem/LineItemDescription': `${type} line`,
    'lineItem/LegalEntity': 'Amazon Web Services, Inc.',
    'lineItem/ResourceId': '',
    'product/ProductName': 'Amazon Elastic Compute Cloud',
    'product/region': 'us-east-1',
    'product/sku': '',
    'pricing/publicOnDemandCost': '',
    'pricing/publicOnDemandRate': '',
    'pricing/RateCode': '',
    'pricing/unit': '',
    'savingsPlan/SavingsPlanARN': '',
    'savingsPlan/SavingsPlanEffectiveCost': '',
    'savingsPlan/TotalCommitmentToDate': '',
    'savingsPlan/UsedCommitment': '',
    'reservation/ReservationARN': '',
    'reservation/EffectiveCost': '',
    'reservation/UnusedRecurringFee': '',
    'reservation/UnusedAmortizedUpfrontFeeForBillingPeriod': '',
    'reservation/UnusedQuantity': '',
    'reservation/TotalReservedUnits': '',
    ...cells,
  }
}

/** Priced usage: quantity at a rate, list cost as given or the same. */
export function usage(quantity: string, rate: string, cost: string, cells: BillLine = {}): BillLine {
  return line('Usage', cost, {
    'lineItem/UsageAmount': quantity,
    'lineItem/UnblendedRate': rate,
    'lineItem/ResourceId': 'i-0123456789abcdef0',
    'product/sku': 'SKUM5LARGE',
    'pricing/publicOnDemandCost': cost,
    'pricing/publicOnDemandRate': rate,
    'pricing/RateCode': 'SKUM5LARGE.JRTCKXETXF.6YS6EN2CT7',
    'pricing/unit': 'Hrs',
    ...cells,
  })
}
