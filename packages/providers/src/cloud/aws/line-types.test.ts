import { join } from 'node:path'
import type { Row } from '@cloudact/core/ports/warehouse'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { line, PLAN, RESERVATION, usage } from './testing/bill-lines.ts'
import { folderCredential, openBillLab, type BillLab } from './testing/bill-lab.ts'
import { focusViolations } from './testing/focus-invariants.ts'
import { writeBill, type BillLine } from './testing/write-bill.ts'

const range = { start: '2026-10-01', end: '2026-11-01' }
/** Lines of all scenarios: one bill, one linked account per scenario, converted once. */
const bill: BillLine[] = []
let lab: BillLab
let converted: Row[]

beforeAll(async () => {
  lab = await openBillLab()
  const folder = join(lab.folder, 'bill')
  await writeBill(folder, { lines: bill, period: range.start })
  await lab.run({ credential: folderCredential(folder), range })
  converted = await lab.query(
    'SELECT * FROM {{table(cost_data_standard_1_3)}} ORDER BY x_source_record_id, x_amortization_of IS NOT NULL',
  )
})
afterAll(() => lab.close())

let scenarios = 0
function scenario(name: string, lines: readonly BillLine[], check: (rows: Row[]) => unknown): void {
  scenarios += 1
  const account = String(300_000_000_000 + scenarios)
  bill.push(...lines.map((each) => ({ ...each, 'lineItem/UsageAccountId': account })))
  test(name, async () => {
    const rows = converted.filter((row) => row['SubAccountId'] === account)
    expect(rows.flatMap(focusViolations)).toEqual([])
    await check(rows)
  })
}

const costs = (row: Row | undefined) =>
  ['BilledCost', 'EffectiveCost', 'ListCost', 'ContractedCost'].map((column) => row?.[column])
const covered = (cost: string, effective: string, cells: BillLine = {}) =>
  usage('10', '0.1', cost, {
    'lineItem/LineItemType': 'SavingsPlanCoveredUsage',
    'savingsPlan/SavingsPlanARN': PLAN,
    'savingsPlan/SavingsPlanEffectiveCost': effective,
    ...cells,
  })
const negation = (cost: string) => line('SavingsPlanNegation', cost, { 'savingsPlan/SavingsPlanARN': PLAN })
const planFee = (cost: string, total: string, used: string) =>
  line('SavingsPlanRecurringFee', cost, {
    'lineItem/ProductCode': 'ComputeSavingsPlans',
    'savingsPlan/SavingsPlanARN': PLAN,
    'savingsPlan/TotalCommitmentToDate': total,
    'savingsPlan/UsedCommitment': used,
  })

describe('savings plans', () => {
  scenario(
    'golden example 4: one hour of a savings plan',
    [planFee('1.00', '1.00', '0.75'), covered('1.00', '0.75'), negation('-1.00')],
    (rows) => {
      const [purchase, unused, used] = rows
      expect(rows).toHaveLength(3)
      expect(purchase).toMatchObject({
        ChargeCategory: 'Purchase',
        ChargeFrequency: 'Recurring',
        PricingCategory: 'Standard',
        ResourceId: PLAN,
        CommitmentDiscountStatus: null,
        CommitmentDiscountQuantity: '1',
        CommitmentDiscountUnit: 'USD',
      })
      expect(costs(purchase)).toEqual(['1', '0', '1', '1'])
      expect(used).toMatchObject({
        ChargeCategory: 'Usage',
        PricingCategory: 'Committed',
        CommitmentDiscountStatus: 'Used',
        CommitmentDiscountId: PLAN,
        CommitmentDiscountQuantity: '0.75',
        ResourceId: 'i-0123456789abcdef0',
      })
      expect(costs(used)).toEqual(['0', '0.75', '1', '1'])
      expect(unused).toMatchObject({
        ChargeCategory: 'Usage',
        CommitmentDiscountStatus: 'Unused',
        ResourceId: PLAN,
        PricingQuantity: '0',
        ConsumedQuantity: null,
      })
      expect(costs(unused)).toEqual(['0', '0.25', '0', '0'])
    },
  )

  scenario(
    'a partly covered hour is two charges, one committed and one on demand',
    [
      planFee('0.30', '0.30', '0.30'),
      covered('0.40', '0.30', { 'lineItem/UsageAmount': '4' }),
      negation('-0.40'),
      usage('6', '0.1', '0.60'),
    ],
    (rows) => {
      expect(rows.map((row) => row['PricingCategory'])).toEqual(['Standard', 'Committed', 'Standard'])
      expect(costs(rows[1])).toEqual(['0', '0.3', '0.4', '0.4'])
      expect(costs(rows[2])).toEqual(['0.6', '0.6', '0.6', '0.6'])
    },
  )

  scenario(
    'what a negation leaves of the covered cost stays on the bill',
    [covered('1.0000000001', '0.75'), negation('-1')],
    (rows) => {
      expect(rows.map((row) => [row['ChargeCategory'], row['BilledCost']])).toEqual(
        expect.arrayContaining([['Adjustment', '0.0000000001']]),
      )
    },
  )

  const upfront = { 'savingsPlan/SavingsPlanARN': PLAN, 'lineItem/ProductCode': 'ComputeSavingsPlans' }
  scenario(
    'an upfront fee has no effective cost; a returned one is a correction',
    [
      line('SavingsPlanUpfrontFee', '876.00', upfront),
      line('Refund', '-876.00', { ...upfront, 'bill/BillType': 'Refund' }),
    ],
    (rows) => {
      expect(rows.map(costs)).toEqual([
        ['876', '0', '876', '876'],
        ['-876', '0', '-876', '-876'],
      ])
      expect(rows[0]).toMatchObject({
        ChargeCategory: 'Purchase',
        ChargeFrequency: 'One-Time',
        CommitmentDiscountQuantity: '876',
      })
      expect(rows[1]).toMatchObject({
        ChargeCategory: 'Purchase',
        ChargeClass: 'Correction',
        PricingQuantity: '-1',
        ListUnitPrice: '876',
      })
    },
  )

  const net = (fee: BillLine, cost: string) => ({ ...fee, 'lineItem/NetUnblendedCost': cost })
  scenario(
    'a discounted fee lowers the unused part in proportion, so that effective equals billed',
    [
      net(planFee('1.00', '1.00', '0.75'), '0.90'),
      net({ ...covered('1.00', '0.75'), 'savingsPlan/NetSavingsPlanEffectiveCost': '0.675' }, '0.90'),
      net(negation('-1.00'), '-0.90'),
    ],
    (rows) => {
      expect(rows.map(costs)).toEqual([
        ['0.9', '0', '0.9', '0.9'],
        ['0', '0.225', '0', '0'],
        ['0', '0.675', '1', '1'],
      ])
    },
  )
})

describe('reservations', () => {
  const reserved = { 'reservation/ReservationARN': RESERVATION }
  scenario(
    'used hours, fee with its unused part, and upfront fee',
    [
      line('Fee', '300.00', { ...reserved, 'reservation/TotalReservedUnits': '744' }),
      line('RIFee', '74.40', {
        ...reserved,
        'reservation/TotalReservedUnits': '744',
        'reservation/UnusedQuantity': '44',
        'reservation/UnusedRecurringFee': '4.40',
        'reservation/UnusedAmortizedUpfrontFeeForBillingPeriod': '1.50',
      }),
      usage('700', '0.2', '0', {
        ...reserved,
        'lineItem/LineItemType': 'DiscountedUsage',
        'lineItem/UnblendedRate': '0',
        'pricing/publicOnDemandCost': '140',
        'reservation/EffectiveCost': '93.865',
      }),
    ],
    (rows) => {
      expect(
        rows.map((row) => [
          row['ChargeCategory'],
          row['CommitmentDiscountStatus'],
          row['ChargeFrequency'],
          row['CommitmentDiscountQuantity'],
          ...costs(row),
        ]),
      ).toEqual([
        ['Purchase', null, 'One-Time', '744', '300', '0', '300', '300'],
        ['Purchase', null, 'Recurring', '744', '74.4', '0', '74.4', '74.4'],
        ['Usage', 'Unused', 'Usage-Based', '44', '0', '5.9', '0', '0'],
        ['Usage', 'Used', 'Usage-Based', '700', '0', '93.865', '140', '140'],
      ])
      expect(new Set(rows.map((row) => row['CommitmentDiscountUnit']))).toEqual(new Set(['Instance-Hours']))
      expect(rows[2]).toMatchObject({
        ResourceId: RESERVATION,
        x_amortization_of: rows[1]?.['x_source_record_id'],
      })
    },
  )
})

describe('refunds, taxes, credits, discounts and fees', () => {
  scenario(
    'golden example 9: a refund of priced usage',
    [usage('-5', '0.10', '-0.50', { 'lineItem/LineItemType': 'Refund', 'bill/BillType': 'Refund' })],
    (rows) => {
      expect(rows).toHaveLength(1)
      expect(rows[0]).toMatchObject({
        ChargeCategory: 'Usage',
        ChargeClass: 'Correction',
        ListUnitPrice: '0.1',
        PricingQuantity: '-5',
        PricingUnit: 'Hours',
      })
      expect(costs(rows[0])).toEqual(['-0.5', '-0.5', '-0.5', '-0.5'])
    },
  )

  scenario(
    'a refund without SKU is an adjustment, or an unpriced correction of an invoiced month',
    [
      line('Refund', '-3.00'),
      line('Refund', '-2.00', {
        'lineItem/UsageStartDate': '2026-09-20T00:00:00Z',
        'lineItem/UsageEndDate': '2026-09-21T00:00:00Z',
      }),
    ],
    (rows) => {
      expect(rows.map((row) => [row['ChargeCategory'], row['ChargeClass'], ...costs(row)])).toEqual([
        ['Adjustment', null, '-3', '-3', '-3', '-3'],
        ['Usage', 'Correction', '-2', '-2', '-2', '-2'],
      ])
    },
  )

  scenario(
    'golden example 10: tax of 20 on 100',
    [usage('1000', '0.1', '100'), line('Tax', '20', { 'lineItem/TaxType': 'VAT', 'product/sku': 'IGNORED' })],
    (rows) => {
      expect(rows[1]).toMatchObject({
        ChargeCategory: 'Tax',
        SkuId: null,
        SkuPriceId: null,
        PricingQuantity: null,
        ListUnitPrice: null,
      })
      expect(costs(rows[1])).toEqual(['20', '20', '20', '20'])
    },
  )

  scenario(
    'a credit keeps its service and SKU but has no price',
    [line('Credit', '-12.5', { 'product/sku': 'SKUM5LARGE' })],
    (rows) => {
      expect(rows[0]).toMatchObject({
        ChargeCategory: 'Credit',
        ChargeFrequency: 'One-Time',
        SkuId: 'SKUM5LARGE',
        SkuPriceId: null,
        ServiceName: 'Amazon Elastic Compute Cloud',
      })
      expect(costs(rows[0])).toEqual(['-12.5', '-12.5', '-12.5', '-12.5'])
    },
  )

  for (const type of ['EdpDiscount', 'PrivateRateDiscount', 'BundledDiscount', 'RiVolumeDiscount']) {
    scenario(
      `${type} without net columns is an adjustment`,
      [usage('10', '0.1', '1.00'), line(type, '-0.10')],
      (rows) =>
        expect(rows.map((row) => [row['ChargeCategory'], ...costs(row)])).toEqual([
          ['Usage', '1', '1', '1', '1'],
          ['Adjustment', '-0.1', '-0.1', '-0.1', '-0.1'],
        ]),
    )
  }

  scenario(
    'a discount in the net columns is folded into its usage',
    [
      usage('10', '0.1', '1.00', {
        'lineItem/NetUnblendedCost': '0.90',
        'lineItem/NetUnblendedRate': '0.09',
      }),
      line('EdpDiscount', '-0.10', { 'lineItem/NetUnblendedCost': '0' }),
    ],
    async (rows) => {
      expect(rows).toHaveLength(1)
      expect(costs(rows[0])).toEqual(['0.9', '0.9', '1', '0.9'])
      const ledger = await lab.query(
        `SELECT disposition, source_lines FROM {{table(cloud_conversion_ledger)}} WHERE line_item_type = 'EdpDiscount' AND disposition = 'folded_into'`,
      )
      expect(ledger).toEqual([{ disposition: 'folded_into', source_lines: 1 }])
    },
  )

  scenario(
    'a fee of the same period is a purchase that costs what it bills',
    [
      line('Fee', '100', { 'lineItem/ProductCode': 'AWSSupportBusiness' }),
      line('Fee', '12', { 'lineItem/ProductCode': 'AmazonRegistrar', 'bill/BillType': 'Purchase' }),
    ],
    (rows) => {
      expect(
        rows.map((row) => [
          row['ChargeCategory'],
          row['ChargeFrequency'],
          row['ServiceCategory'],
          ...costs(row),
        ]),
      ).toEqual([
        ['Purchase', 'Recurring', 'Management and Governance', '100', '100', '100', '100'],
        ['Purchase', 'One-Time', 'Networking', '12', '12', '12', '12'],
      ])
    },
  )
})

describe('usage', () => {
  scenario(
    'golden example 12: the quantity gives way to the digits of the price',
    [usage('0.0166666667', '0.0116', '0.0001933333')],
    (rows) => {
      expect(rows[0]).toMatchObject({
        PricingQuantity: '0.01666667',
        ListCost: '0.000193333372',
        ConsumedQuantity: '0.0166666667',
        BilledCost: '0.0001933333',
      })
    },
  )

  scenario(
    'a free tier keeps its list value',
    [
      usage('3', '0', '0', {
        'pricing/publicOnDemandRate': '0.0000004',
        'pricing/publicOnDemandCost': '0.0000012',
      }),
    ],
    (rows) => {
      expect(costs(rows[0])).toEqual(['0', '0', '0.0000012', '0'])
    },
  )

  const unpriced = {
    'pricing/publicOnDemandRate': '',
    'lineItem/UnblendedRate': '',
    'pricing/publicOnDemandCost': '',
  }
  scenario(
    'a price nobody states is derived from cost and quantity',
    [usage('3', '', '10', unpriced), usage('0', '', '7', unpriced)],
    (rows) => {
      expect(rows[0]).toMatchObject({
        ListUnitPrice: '3.333333333333',
        PricingQuantity: '3',
        ListCost: '9.999999999999',
        BilledCost: '10',
      })
      expect(rows[1]).toMatchObject({
        ListUnitPrice: '7',
        PricingQuantity: '1',
        PricingUnit: 'Count',
        ConsumedQuantity: '0',
      })
    },
  )

  scenario(
    'spot is dynamic, a marketplace seller is the provider, Claude on Bedrock stays Amazon Bedrock',
    [
      usage('2', '0.03', '0.06', {
        'lineItem/UsageType': 'SpotUsage:m5.large',
        'pricing/publicOnDemandRate': '0.096',
        'pricing/publicOnDemandCost': '0.192',
      }),
      usage('1000', '0.000003', '0.003', {
        'bill/BillingEntity': 'AWS Marketplace',
        'lineItem/LegalEntity': 'Anthropic, PBC',
        'lineItem/ProductCode': '7g37a1yq9e0x3v5h',
        'product/ProductName': 'Claude Sonnet 4.5 (Amazon Bedrock Edition)',
      }),
    ],
    (rows) => {
      expect(rows[0]).toMatchObject({ PricingCategory: 'Dynamic', ListCost: '0.192' })
      expect(rows[1]).toMatchObject({
        ServiceProviderName: 'Anthropic, PBC',
        HostProviderName: 'AWS',
        InvoiceIssuerName: 'AWS',
        ServiceName: 'Amazon Bedrock',
        ServiceCategory: 'AI and Machine Learning',
        x_genai_provider: 'bedrock',
      })
    },
  )

  scenario(
    'tags lose the user prefix and keep their values; empty ones are absent',
    [
      usage('1', '0.1', '0.1', {
        'resourceTags/user:team': 'a "b", user_x',
        'resourceTags/user:empty': '',
        'resourceTags/aws:createdBy': 'me',
      }),
    ],
    (rows) => {
      expect(JSON.parse(String(rows[0]?.['Tags']))).toEqual({ team: 'a "b", user_x', 'aws:createdBy': 'me' })
    },
  )

  scenario(
    'a line split out of a shared resource is informational: its cost is on the shared resource',
    [
      usage('10', '0.1', '1.00'),
      usage('0', '', '0', {
        'splitLineItem/ParentResourceId': 'i-0123456789abcdef0',
        'splitLineItem/SplitCost': '0.4',
      }),
    ],
    (rows) => {
      expect(rows.map(costs)).toEqual([['1', '1', '1', '1']])
    },
  )
})
