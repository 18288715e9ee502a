import { createHash } from 'node:crypto'
import { Decimal } from '@cloudact/core/decimal'
import { addDays } from '@cloudact/core/day'
import { ACCOUNTS, cost, instant, negative, PAYER, type SampleLine } from './sample-line.ts'
import type { Workload } from './workload.ts'

export const SAVINGS_PLAN = `arn:aws:savingsplans::${PAYER}:savingsplan/7f1c2b4e-0d7a-4a55-9a53-1f0f7f6f2d10`
export const RESERVATION = `arn:aws:rds:us-east-2:${PAYER}:ri:ri-2026-01-15-r6g-large`
/** Hourly commitment and the discount it buys. */
export const SAVINGS_PLAN_HOUR = '0.9'
const SAVINGS_PLAN_RATE = '0.0698'
export const RESERVED_INSTANCES = 5
const RESERVATION_RATE = '0.158'

export type DayFacts = {
  readonly day: string
  /** Multiplies every quantity: weekday, growth, noise. */
  readonly factor: (workload: Workload) => number
  readonly bill: SampleLine
}

/** Lines of one workload on one day. Returns what of the savings plan they used, in USD. */
export function usageLines(workload: Workload, index: number, facts: DayFacts, lines: SampleLine[]): Decimal {
  let used = new Decimal(0)
  for (let unit = 0; unit < workload.count; unit += 1) {
    const line = baseLine(workload, unit, facts)
    const quantity = new Decimal(workload.perDay * facts.factor(workload)).toDecimalPlaces(workload.places)
    const amount = quantity.greaterThan(0) ? quantity.toFixed() : '0'
    const onDemand = cost(workload.rate, amount)
    const priced: SampleLine = {
      ...line,
      'identity/LineItemId': identity(index, unit, workload.usageType),
      'lineItem/UsageAmount': amount,
      'lineItem/UnblendedRate': workload.rate,
      'lineItem/UnblendedCost': onDemand,
      'pricing/publicOnDemandRate': workload.seller ? '' : workload.rate,
      'pricing/publicOnDemandCost': workload.seller ? '' : onDemand,
    }
    if (workload.covered === 'savings_plan') {
      const effective = cost(SAVINGS_PLAN_RATE, amount)
      const plan: SampleLine = {
        'savingsPlan/SavingsPlanARN': SAVINGS_PLAN,
        'savingsPlan/OfferingType': 'ComputeSavingsPlans',
      }
      lines.push({
        ...priced,
        ...plan,
        'lineItem/LineItemType': 'SavingsPlanCoveredUsage',
        'savingsPlan/SavingsPlanEffectiveCost': effective,
      })
      lines.push(negation({ ...priced, ...plan }, identity(index, unit, 'negation')))
      used = used.plus(effective)
    } else if (workload.covered === 'reservation') {
      lines.push({
        ...priced,
        'lineItem/LineItemType': 'DiscountedUsage',
        'lineItem/UnblendedRate': '0',
        'lineItem/UnblendedCost': '0',
        'pricing/term': 'Reserved',
        'reservation/ReservationARN': RESERVATION,
        'reservation/EffectiveCost': cost(RESERVATION_RATE, amount),
      })
    } else if (workload.covered === 'spot') {
      lines.push({
        ...priced,
        'pricing/term': 'Spot',
        'pricing/publicOnDemandRate': '0.504',
        'pricing/publicOnDemandCost': cost('0.504', amount),
      })
    } else {
      lines.push(priced)
    }
  }
  return used
}

function negation(covered: SampleLine, id: string): SampleLine {
  return {
    ...covered,
    'identity/LineItemId': id,
    'lineItem/LineItemType': 'SavingsPlanNegation',
    'lineItem/UnblendedCost': negative(covered['lineItem/UnblendedCost'] ?? '0'),
    'lineItem/LineItemDescription': 'SavingsPlanNegation used by AccountId : 222233334444',
    'lineItem/ResourceId': '',
    'pricing/publicOnDemandRate': '',
    'pricing/publicOnDemandCost': '0',
  }
}

function baseLine(workload: Workload, unit: number, { day, bill }: DayFacts): SampleLine {
  const account = ACCOUNTS.find(({ id }) => id === workload.account)
  const sku = hash(`${workload.code}${workload.usageType}${workload.region}`).slice(0, 13).toUpperCase()
  const tagged = unit % 7 !== 6
  return {
    ...bill,
    'identity/TimeInterval': `${instant(day)}/${instant(addDays(day, 1))}`,
    'bill/BillingEntity': workload.seller ? 'AWS Marketplace' : 'AWS',
    'lineItem/UsageAccountId': workload.account,
    'lineItem/LineItemType': 'Usage',
    'lineItem/UsageStartDate': instant(day),
    'lineItem/UsageEndDate': instant(addDays(day, 1)),
    'lineItem/ProductCode': workload.code,
    'lineItem/UsageType': workload.usageType,
    'lineItem/Operation': workload.operation,
    'lineItem/AvailabilityZone': workload.instanceType ? `${workload.region}a` : '',
    'lineItem/ResourceId': resourceId(workload, unit),
    'lineItem/CurrencyCode': 'USD',
    'lineItem/LineItemDescription': `$${workload.rate} per ${workload.unit} of ${workload.usageType}`,
    'lineItem/LegalEntity': workload.seller ?? 'Amazon Web Services, Inc.',
    'product/ProductName': workload.name,
    'product/instanceType': workload.instanceType ?? '',
    'product/productFamily': workload.family,
    'product/region': workload.region,
    'product/servicecode': workload.code,
    'product/sku': sku,
    'pricing/RateCode': `${sku}.JRTCKXETXF.6YS6EN2CT7`,
    'pricing/RateId': String(parseInt(hash(sku).slice(0, 8), 16)),
    'pricing/term': 'OnDemand',
    'pricing/unit': workload.unit,
    'resourceTags/user:team': tagged ? (account?.team ?? '') : '',
    'resourceTags/user:environment': tagged ? (account?.environment ?? '') : '',
    'resourceTags/user:cost_center': tagged ? (account?.costCenter ?? '') : '',
  }
}

function resourceId(workload: Workload, unit: number): string {
  const id = hash(`${workload.account}${workload.usageType}${unit}`)
  if (workload.operation === 'RunInstances') return `i-0${id.slice(0, 16)}`
  if (workload.operation.startsWith('CreateVolume')) return `vol-0${id.slice(0, 16)}`
  if (workload.code === 'AmazonS3') return `northwind-${workload.region}-${unit + 1}`
  if (workload.seller) return ''
  return `arn:aws:${workload.code.replace(/^(Amazon|AWS)/, '').toLowerCase()}:${workload.region}:${workload.account}:resource/${id.slice(0, 12)}`
}

function identity(index: number, unit: number, mark: string): string {
  return hash(`${index}/${unit}/${mark}`).slice(0, 52)
}

export function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
