import { join } from 'node:path'
import type { Row } from '@cloudact/core/ports/warehouse'
import { Decimal } from '@cloudact/core/decimal'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { focusViolations } from '../aws/testing/focus-invariants.ts'
import { folderCredential, openBillLab, type BillLab, type LabResult } from './testing/bill-lab.ts'
import { ACCOUNT, credit, line, MACHINE, usage, writeTable, type ExportLine } from './testing/export-lines.ts'

const OCTOBER = { start: '2026-10-01', end: '2026-11-01' }
const named = (description: string) => ({ id: '0048-21CE-74C3', description })
const sku = (description: string, lineOf: ExportLine): ExportLine => ({ ...lineOf, sku: named(description) })

/** By their description: every cost type and every type of credit of the documented schema. */
const LINES: readonly ExportLine[] = [
  sku('plain', usage('24', '2.64')),
  sku('negotiated', usage('10', '0.9', { cost_at_list: '1' })),
  sku(
    'golden',
    usage('10', '10', {
      credits: [credit('SUSTAINED_USAGE_DISCOUNT', '-1'), credit('PROMOTION', '-3', 'trial')],
    }),
  ),
  sku(
    'discounts',
    usage('10', '10', {
      credits: [
        credit('COMMITTED_USAGE_DISCOUNT', '-1.000000001'),
        credit('COMMITTED_USAGE_DISCOUNT_DOLLAR_BASE', '-2'),
        credit('DISCOUNT', '-0.5'),
        credit('FREE_TIER', '-0.25'),
        credit('RESELLER_MARGIN', '-0.125'),
      ],
    }),
  ),
  sku(
    'benefit',
    usage('1', '1', {
      credits: [
        credit('SUBSCRIPTION_BENEFIT', '-0.4', 'subscription'),
        credit('SUBSCRIPTION_BENEFIT', '-0.1', 'second'),
      ],
    }),
  ),
  sku('free', usage('3', '0', { cost_at_list: '0' })),
  sku('given back', usage('5', '-0.5', { cost_at_list: '-0.5' })),
  sku('tiny', usage('0.0000001', '0.00000001')),
  sku('Spot Preemptible core', usage('24.5', '1.842645000025')),
  sku('euro', usage('1', '3', { currency: 'EUR' })),
  sku('tagless', usage('1', '1', { labels: [] })),
  sku(
    'marketplace',
    usage('1', '5', {
      seller_name: 'Anthropic',
      transaction_type: 'THIRD_PARTY_RESALE',
      service: { id: 'X', description: 'Claude Sonnet' },
    }),
  ),
  sku('support', line('regular', '100')),
  sku(
    'Commitment v1: N2 Cpu in Americas for 1 Year',
    usage('744', '74.4', { resource: null, subscription: { instance_id: 'cud-1' } }),
  ),
  sku(
    'Commitment - dollar based v1: GCE for 3 years',
    usage('1', '24', { resource: null, credits: [credit('FEE_UTILIZATION_OFFSET', '-18')] }),
  ),
  line('tax', '20.5', { sku: named('VAT'), service: { id: null, description: 'Invoice' }, project: null }),
  line('rounding_error', '-0.000000000007', {
    sku: named('Rounding error'),
    service: { id: null, description: 'Invoice' },
    project: null,
  }),
  line('adjustment', '-7', {
    sku: named('correction'),
    usage_start_time: '2026-08-05 07:00:00 UTC',
    usage_end_time: '2026-08-05 08:00:00 UTC',
    adjustment_info: {
      id: 'a-1',
      description: 'Price was wrong',
      mode: 'COMPLETE_NEGATION_WITH_REMONETIZATION',
      type: 'PRICE_CORRECTION',
    },
  }),
  line('adjustment', '-2', {
    sku: named('same month'),
    adjustment_info: { id: 'a-2', description: 'x', mode: 'MANUAL_ADJUSTMENT', type: 'GENERAL_ADJUSTMENT' },
  }),
  line('adjustment', '-4', {
    sku: named('goodwill'),
    adjustment_info: { id: 'a-3', description: 'Sorry', mode: 'MANUAL_ADJUSTMENT', type: 'GOODWILL' },
  }),
]

let lab: BillLab
let result: LabResult
let all: Row[]
let rows: ReadonlyMap<unknown, Row>
beforeAll(async () => {
  lab = await openBillLab()
  const folder = await writeTable(join(lab.folder, 'kinds'), LINES)
  result = await lab.run({ credential: folderCredential(folder), range: OCTOBER })
  all = await lab.query('SELECT * FROM {{table(cost_data_standard_1_3)}}')
  rows = new Map(all.map((row) => [row['ChargeDescription'], row]))
}, 120_000)
afterAll(() => lab.close())

describe('a bill with every type of cost and credit', () => {
  test('breaks no rule of FOCUS and finds nothing to report', () => {
    expect(all.flatMap(focusViolations)).toEqual([])
    expect(result.findings).toEqual([])
  })

  test('is billed at cost plus credits, to the last decimal', () => {
    const exported = LINES.flatMap((each) => [
      String(each['cost']),
      ...(Array.isArray(each['credits']) ? each['credits'] : []).map(
        ({ amount }: { amount: string }) => amount,
      ),
    ])
    const total = (amounts: readonly string[]) =>
      amounts.reduce((sum, amount) => sum.plus(amount), new Decimal(0)).toFixed()
    expect(total(all.map((row) => String(row['BilledCost'])))).toBe(total(exported))
  })

  test('has a disposition for every line and credit', async () => {
    const ledger = await lab.query(
      'SELECT line_item_group, line_item_type, disposition, source_lines, focus_rows FROM {{table(cloud_conversion_ledger)}} ORDER BY line_item_group, line_item_type, disposition, currency',
    )
    expect(ledger.reduce((sum, row) => sum + Number(row['source_lines']), 0)).toBe(LINES.length)
    expect(ledger.reduce((sum, row) => sum + Number(row['focus_rows']), 0)).toBe(all.length)
    expect(ledger).toMatchObject([
      { line_item_group: 'Adjustment', line_item_type: 'adjustment', disposition: 'row' },
      { line_item_group: 'Adjustment', line_item_type: 'rounding_error', disposition: 'row' },
      { line_item_group: 'Commitment', disposition: 'row', source_lines: 2 },
      { line_item_group: 'Correction', disposition: 'row' },
      { line_item_group: 'Credit', line_item_type: 'PROMOTION', source_lines: 0, focus_rows: 1 },
      { line_item_group: 'Credit', line_item_type: 'SUBSCRIPTION_BENEFIT', source_lines: 0, focus_rows: 2 },
      { line_item_group: 'Goodwill' },
      { line_item_group: 'Purchase', line_item_type: 'regular' },
      { line_item_group: 'Tax', line_item_type: 'tax' },
      { line_item_group: 'Usage', disposition: 'row', source_lines: 1 },
      { line_item_group: 'Usage', disposition: 'row', source_lines: 9 },
      { line_item_group: 'Usage', disposition: 'split', source_lines: 2 },
    ])
  })
})

describe('usage', () => {
  test('has the account, project, resource, place and period the line says', () => {
    expect(rows.get('plain')).toMatchObject({
      BillingAccountId: ACCOUNT,
      BillingAccountName: 'Account of the test',
      BillingPeriodStart: '2026-10-01T07:00:00Z',
      BillingPeriodEnd: '2026-11-01T07:00:00Z',
      ChargePeriodStart: '2026-10-05T07:00:00Z',
      SubAccountId: 'shop',
      SubAccountName: 'Shop',
      SubAccountType: 'Project',
      ResourceId: MACHINE,
      ResourceName: 'web-1',
      ResourceType: 'instances',
      RegionId: 'us-central1',
      AvailabilityZone: 'us-central1-a',
      ServiceName: 'Compute Engine',
      ServiceCategory: 'Compute',
      ServiceSubcategory: 'Virtual Machines',
      Tags: '{"env":"prod","team":"web \\"front\\""}',
      BilledCost: '2.64',
      ListUnitPrice: '0.11',
      PricingQuantity: '24',
      PricingUnit: 'hour',
      ConsumedQuantity: '86400',
      ConsumedUnit: 'seconds',
      InvoiceId: null,
    })
    expect(rows.get('tagless')?.['Tags']).toBeNull()
  })

  test('keeps its discounts and gives away its promotion', () => {
    expect(rows.get('golden')).toMatchObject({ BilledCost: '9', EffectiveCost: '9', ListCost: '10' })
    expect(rows.get('trial of the test')).toMatchObject({
      ChargeCategory: 'Credit',
      BilledCost: '-3',
      EffectiveCost: '-3',
      ListCost: '-3',
      SkuPriceId: null,
      ServiceName: 'Compute Engine',
    })
    expect(rows.get('discounts')).toMatchObject({ BilledCost: '6.124999999', ListCost: '10' })
    expect(rows.get('negotiated')).toMatchObject({ ListCost: '1', ContractedCost: '0.9', BilledCost: '0.9' })
  })

  test('given back has a negative quantity, too little of it counts as one', () => {
    expect(rows.get('given back')).toMatchObject({
      PricingQuantity: '-5',
      ListUnitPrice: '0.1',
      BilledCost: '-0.5',
    })
    expect(rows.get('tiny')).toMatchObject({
      PricingQuantity: '1',
      PricingUnit: 'Count',
      BilledCost: '0.00000001',
    })
    expect(rows.get('Spot Preemptible core')).toMatchObject({ PricingCategory: 'Dynamic' })
  })

  test('sold by another is of its seller, hosted and invoiced by Google', () => {
    expect(rows.get('marketplace')).toMatchObject({
      ServiceProviderName: 'Anthropic',
      HostProviderName: 'Google Cloud',
      InvoiceIssuerName: 'Google Cloud',
    })
  })
})

describe('other charges', () => {
  test('a commitment is bought, worth its fee after what was used of it', () => {
    expect(rows.get('Commitment v1: N2 Cpu in Americas for 1 Year')).toMatchObject({
      ChargeCategory: 'Purchase',
      ChargeFrequency: 'Recurring',
      BilledCost: '74.4',
      CommitmentDiscountId: 'cud-1',
      ResourceId: 'cud-1',
      CommitmentDiscountCategory: 'Usage',
    })
    expect(rows.get('Commitment - dollar based v1: GCE for 3 years')).toMatchObject({
      BilledCost: '6',
      EffectiveCost: '6',
      ListCost: '6',
      CommitmentDiscountId: null,
    })
  })

  test.each([
    ['VAT', 'Tax', null, '20.5'],
    ['Rounding error', 'Adjustment', null, '-0.000000000007'],
    ['correction', 'Usage', 'Correction', '-7'],
    ['same month', 'Adjustment', null, '-2'],
    ['goodwill', 'Credit', null, '-4'],
    ['support', 'Purchase', null, '100'],
  ])('%s is %s', (name, category, charge, cost) => {
    const row = rows.get(name)
    expect(row).toMatchObject({
      ChargeCategory: category,
      ChargeClass: charge,
      BilledCost: cost,
      EffectiveCost: cost,
      ListCost: cost,
    })
  })
})
