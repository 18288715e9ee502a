import { Decimal } from '@cloudact/core/decimal'
import { addDays, addMonths } from '@cloudact/core/day'
import { instant, PAYER, type SampleLine } from './sample-line.ts'
import {
  hash,
  RESERVATION,
  RESERVED_INSTANCES,
  SAVINGS_PLAN,
  SAVINGS_PLAN_HOUR,
} from './sample-usage-lines.ts'

const RESERVATION_HOUR = '0.158'

/** The savings plan's fee of one day and how much of it found usage. */
export function savingsPlanFee(day: string, used: Decimal, bill: SampleLine): SampleLine {
  const commitment = new Decimal(SAVINGS_PLAN_HOUR).times(24)
  return {
    ...bill,
    ...period(day, addDays(day, 1)),
    'identity/LineItemId': hash(`savings plan ${day}`).slice(0, 52),
    'lineItem/LineItemType': 'SavingsPlanRecurringFee',
    'lineItem/ProductCode': 'ComputeSavingsPlans',
    'lineItem/UsageType': 'ComputeSP:1yrNoUpfront',
    'lineItem/UsageAmount': '24',
    'lineItem/UnblendedRate': SAVINGS_PLAN_HOUR,
    'lineItem/UnblendedCost': commitment.toFixed(),
    'lineItem/LineItemDescription': '1 year No Upfront Compute Savings Plan',
    'product/ProductName': 'Savings Plans for AWS Compute usage',
    'product/region': 'global',
    'product/sku': 'SP1YRNOUPFRONT',
    'savingsPlan/OfferingType': 'ComputeSavingsPlans',
    'savingsPlan/SavingsPlanARN': SAVINGS_PLAN,
    'savingsPlan/TotalCommitmentToDate': commitment.toFixed(),
    'savingsPlan/UsedCommitment': Decimal.min(used, commitment).toFixed(),
  }
}

/** Fees of a month that AWS writes once: reservation, support, discount, credit, refund. */
export function monthlyLines(
  month: string,
  days: number,
  bill: SampleLine,
  facts: { readonly usage: Decimal; readonly index: number },
): SampleLine[] {
  const end = addMonths(month, 1)
  const hours = days * 24 * RESERVED_INSTANCES
  // Four databases run on five reservations.
  const idle = days * 24
  const lines: SampleLine[] = [
    {
      ...bill,
      ...period(month, end),
      'lineItem/LineItemType': 'RIFee',
      'lineItem/ProductCode': 'AmazonRDS',
      'lineItem/UsageType': 'USE2-HeavyUsage:db.r6g.large',
      'lineItem/UsageAmount': String(hours),
      'lineItem/UnblendedRate': RESERVATION_HOUR,
      'lineItem/UnblendedCost': new Decimal(RESERVATION_HOUR).times(hours).toFixed(),
      'lineItem/LineItemDescription': 'USD 0.158 hourly fee per PostgreSQL, db.r6g.large instance',
      'product/ProductName': 'Amazon Relational Database Service',
      'product/region': 'us-east-2',
      'product/sku': 'RIR6GLARGE1YR',
      'reservation/ReservationARN': RESERVATION,
      'reservation/TotalReservedUnits': String(hours),
      'reservation/UnusedQuantity': String(idle),
      'reservation/UnusedRecurringFee': new Decimal(RESERVATION_HOUR).times(idle).toFixed(),
      'reservation/UnusedAmortizedUpfrontFeeForBillingPeriod': '0',
    },
    {
      ...bill,
      ...period(month, end),
      'lineItem/LineItemType': 'Fee',
      'lineItem/ProductCode': 'AWSSupportBusiness',
      'lineItem/UsageType': 'Dollar',
      'lineItem/UsageAmount': '1',
      'lineItem/UnblendedCost': Decimal.max(100, facts.usage.times('0.1')).toDecimalPlaces(2).toFixed(),
      'lineItem/LineItemDescription': 'AWS Support (Business)',
      'product/ProductName': 'AWS Support (Business)',
      'product/sku': 'SUPPORTBUSINESS',
    },
    {
      ...bill,
      ...period(month, end),
      'lineItem/LineItemType': 'PrivateRateDiscount',
      'lineItem/ProductCode': 'AmazonCloudFront',
      'lineItem/UnblendedCost': '-41.7731',
      'lineItem/LineItemDescription': 'Private rate for data transfer out',
      'product/ProductName': 'Amazon CloudFront',
    },
  ]
  if (facts.index === 0) lines.push(creditLine(month, end, bill))
  else lines.push(refundLine(month, bill))
  return lines.map((line, at) => ({
    ...line,
    'identity/LineItemId': hash(`${month}/monthly/${at}`).slice(0, 52),
  }))
}

/** Tax on everything a month costs, one line per account that has any. */
export function taxLines(month: string, costs: ReadonlyMap<string, Decimal>, bill: SampleLine): SampleLine[] {
  return [...costs].flatMap(([account, amount]) => {
    const tax = amount.times('0.0725').toDecimalPlaces(2)
    if (tax.lessThanOrEqualTo(0)) return []
    return [
      {
        ...bill,
        ...period(month, addMonths(month, 1)),
        'identity/LineItemId': hash(`${month}/tax/${account}`).slice(0, 52),
        'lineItem/UsageAccountId': account,
        'lineItem/LineItemType': 'Tax',
        'lineItem/ProductCode': 'AmazonEC2',
        'lineItem/UsageAmount': '1',
        'lineItem/UnblendedCost': tax.toFixed(),
        'lineItem/LineItemDescription': 'Tax for product code AmazonEC2',
        'lineItem/TaxType': 'USSalesTax',
        'product/ProductName': 'Amazon Elastic Compute Cloud',
      },
    ]
  })
}

function creditLine(month: string, end: string, bill: SampleLine): SampleLine {
  return {
    ...bill,
    ...period(month, end),
    'lineItem/LineItemType': 'Credit',
    'lineItem/ProductCode': 'AmazonBedrock',
    'lineItem/UnblendedCost': '-250',
    'lineItem/LineItemDescription': 'AWS Activate promotional credit',
    'product/ProductName': 'Amazon Bedrock',
  }
}

/** Of usage in the month before, which was invoiced then. */
function refundLine(month: string, bill: SampleLine): SampleLine {
  const day = addDays(month, -9)
  return {
    ...bill,
    ...period(day, addDays(day, 1)),
    'bill/BillType': 'Refund',
    'lineItem/LineItemType': 'Refund',
    'lineItem/ProductCode': 'AmazonEC2',
    'lineItem/UsageType': 'USE2-BoxUsage:m6i.large',
    'lineItem/UsageAmount': '-50',
    'lineItem/UnblendedRate': '0.096',
    'lineItem/UnblendedCost': '-4.8',
    'lineItem/LineItemDescription': 'Refund: service level agreement',
    'pricing/publicOnDemandRate': '0.096',
    'pricing/publicOnDemandCost': '-4.8',
    'pricing/unit': 'Hrs',
    'product/ProductName': 'Amazon Elastic Compute Cloud',
    'product/region': 'us-east-2',
    'product/sku': 'REFUNDM6ILARGE',
  }
}

function period(start: string, end: string): SampleLine {
  return {
    'identity/TimeInterval': `${instant(start)}/${instant(end)}`,
    'bill/BillingEntity': 'AWS',
    'lineItem/UsageAccountId': PAYER,
    'lineItem/UsageStartDate': instant(start),
    'lineItem/UsageEndDate': instant(end),
    'lineItem/CurrencyCode': 'USD',
    'lineItem/LegalEntity': 'Amazon Web Services, Inc.',
  }
}
