import { join } from 'node:path'
import type { Row } from '@cloudact/core/ports/warehouse'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { focusViolations } from '../aws/testing/focus-invariants.ts'
import { folderCredential, openBillLab, type BillLab } from './testing/bill-lab.ts'
import { covered, line, MACHINE, PLAN, RESERVATION, usage } from './testing/export-lines.ts'
import { writeExport, type ExportLine } from './testing/write-export.ts'

const OCTOBER = { start: '2026-10-01', end: '2026-11-01' }

/** Lines that no commitment covers: both exports have them. By what a test calls them, which is their description. */
const UNCOVERED: Readonly<Record<string, ExportLine>> = {
  plain: usage('24', '0.11', '2.64'),
  negotiated: usage('10', '0.09', '0.9', { PayGPrice: '0.1' }),
  block: usage('0.0004', '0.1', '0.00004', { UnitOfMeasure: '10K' }),
  'single units': usage('250', '2.5', '6.25', { UnitOfMeasure: '100 Hours' }),
  spot: usage('24.5', '0.075210000001', '1.842645000025', { PricingModel: 'Spot' }),
  unpriced: usage('3', '', '1', { PayGPrice: '' }),
  'given back': usage('-5', '0.1', '-0.5'),
  'other currency': usage('10', '0.1', '0.9', {
    pricingCurrency: 'EUR',
    costInPricingCurrency: '1',
    exchangeRatePricingToBilling: '0.9',
  }),
  euro: usage('1', '3', '3', { BillingCurrency: 'EUR' }),
  marketplace: usage('1', '5', '5', { PublisherType: 'Marketplace', PublisherName: 'NGINX' }),
  'bare tags': usage('1', '1', '1', { Tags: '"env": "prod","empty": ""' }),
  'braced tags': usage('2', '1', '2', { Tags: '{"env":"dev"}' }),
  'NULL tags': usage('3', '1', '3', { Tags: 'NULL' }),
  'no tags': usage('4', '1', '4', { Tags: '{}' }),
  functions: usage('1', '1', '1', {
    ConsumedService: 'Functions',
    ResourceId: '/subscriptions/s/resourceGroups/g/providers/Microsoft.Web/sites/app',
  }),
  'nested resource': usage('1', '1', '1', {
    ConsumedService: 'Microsoft.Sql',
    ResourceName: '',
    ResourceId: '/subscriptions/s/resourceGroups/g/providers/Microsoft.Sql/servers/one/databases/two',
  }),
  openai: usage('1', '1', '1', {
    ConsumedService: 'Microsoft.CognitiveServices',
    MeterCategory: 'Foundry Models',
    ResourceId: '/subscriptions/s/resourceGroups/g/providers/Microsoft.CognitiveServices/accounts/ai',
  }),
  Tax: line('Tax', '-0.190001'),
  Credit: line('Credit', '-0.190001'),
  RoundingAdjustment: line('RoundingAdjustment', '-0.190001'),
  Adjustment: line('Adjustment', '-0.190001'),
  'marketplace purchase': line('Purchase', '1200', {
    Frequency: 'Recurring',
    PublisherType: 'Marketplace',
    PublisherName: 'Anthropic',
  }),
  refund: line('Refund', '-12.5'),
}

/** Fees, and covered usage as the actual export has it: without cost. */
const ACTUAL: Readonly<Record<string, ExportLine>> = {
  fee: line('Purchase', '74.4', {
    Frequency: 'Recurring',
    PricingModel: 'Reservation',
    benefitId: '/providers/Microsoft.Capacity/reservationOrders/order-1/reservations/',
    benefitName: 'Reserved D2',
    PayGPrice: '0',
    UnitPrice: '74.4',
  }),
  upfront: line('Purchase', '876', {
    Quantity: '2',
    PricingModel: 'Reservation',
    benefitId: RESERVATION,
    Term: '12',
  }),
  'plan fee': line('Purchase', '24', { PricingModel: 'SavingsPlan', benefitId: PLAN, Term: '36' }),
  returned: line('Refund', '-30.5', { Quantity: '-1', PricingModel: 'Reservation', benefitId: RESERVATION }),
  'covered without cost': covered('8', '0', 'Reservation'),
  'saved without cost': covered('10', '0', 'SavingsPlan'),
}
const AMORTIZED: Readonly<Record<string, ExportLine>> = {
  covered: covered('8', '0.8', 'Reservation', {
    AdditionalInfo: '{"ServiceType":"Standard_D2","VCPUs":2,"RINormalizationRatio":2.0}',
  }),
  saved: covered('10', '0.75', 'SavingsPlan'),
  'unused reservation': line('UnusedReservation', '0.4', {
    Quantity: '4',
    PricingModel: 'Reservation',
    benefitId: RESERVATION,
    benefitName: 'Reserved D2',
  }),
  'unused plan': line('UnusedSavingsPlan', '0.25', { PricingModel: 'SavingsPlan', benefitId: PLAN }),
}

let lab: BillLab
const rows = new Map<string, Row>()
beforeAll(async () => {
  lab = await openBillLab()
  const folder = join(lab.folder, 'kinds')
  const actual = named({ ...UNCOVERED, ...ACTUAL })
  await writeExport(folder, { kind: 'actual', lines: actual, period: OCTOBER.start })
  const amortized = named({ ...UNCOVERED, ...AMORTIZED })
  await writeExport(folder, { kind: 'amortized', lines: amortized, period: OCTOBER.start })
  await lab.run({ credential: folderCredential(folder), range: OCTOBER })
  for (const row of await lab.query('SELECT * FROM {{table(cost_data_standard_1_3)}}')) {
    rows.set(String(row['ChargeDescription']), row)
  }
}, 180_000)
afterAll(() => lab.close())

function named(lines: Readonly<Record<string, ExportLine>>): ExportLine[] {
  return Object.entries(lines).map(([name, cells]) => ({ ...cells, Product: name }))
}

describe('every row', () => {
  test('obeys FOCUS 1.3 and the rules of representation, with exact products', () => {
    expect([...rows.values()].flatMap(focusViolations)).toEqual([])
  })

  test('comes from one line, and every other line is accounted for', async () => {
    expect(rows.size).toBe(Object.keys(UNCOVERED).length + 4 + Object.keys(AMORTIZED).length)
    const ledger = await lab.query(
      `SELECT source_table, disposition, {{cast({{sum(source_lines)}}, int64)}} AS source_lines, {{cast({{sum(focus_rows)}}, int64)}} AS focus_rows
        FROM {{table(cloud_conversion_ledger)}} GROUP BY source_table, disposition ORDER BY source_table, disposition`,
    )
    const uncovered = Object.keys(UNCOVERED).length
    expect(ledger.map((row) => Object.values(row).join(' '))).toEqual([
      `cloud_azure_amortized_raw_daily folded_into ${uncovered} 0`,
      'cloud_azure_amortized_raw_daily row 4 4',
      'cloud_azure_billing_raw_daily folded_into 2 0',
      `cloud_azure_billing_raw_daily row ${uncovered + 4} ${uncovered + 4}`,
    ])
  })
})

describe('usage', () => {
  test('at pay-as-you-go price is billed, effective, contracted and list cost at once', () => {
    expect(rows.get('plain')).toMatchObject({
      ChargeCategory: 'Usage',
      ChargeClass: null,
      ChargeFrequency: 'Usage-Based',
      BilledCost: '2.64',
      EffectiveCost: '2.64',
      ListCost: '2.64',
      ContractedCost: '2.64',
      ListUnitPrice: '0.11',
      PricingQuantity: '24',
      PricingUnit: 'Hours',
      ConsumedQuantity: '24',
      ConsumedUnit: 'Hours',
      PricingCategory: 'Standard',
      BillingAccountId: '8611537',
      BillingAccountType: 'Billing Account',
      SubAccountType: 'Subscription',
      SubAccountName: 'Corporate',
      RegionId: 'eastus',
      RegionName: 'East US',
      ResourceId: MACHINE,
      ResourceName: 'vm-1',
      ResourceType: 'Virtual machine',
      ServiceName: 'Virtual Machines',
      ServiceCategory: 'Compute',
      ServiceProviderName: 'Microsoft',
      InvoiceIssuerName: 'Microsoft',
      ChargePeriodStart: '2026-10-05T00:00:00Z',
      ChargePeriodEnd: '2026-10-06T00:00:00Z',
      BillingPeriodStart: '2026-10-01T00:00:00Z',
      BillingPeriodEnd: '2026-11-01T00:00:00Z',
      x_invoice_section_name: 'ACM',
      x_billing_status: 'final',
    })
  })

  test('at a negotiated price keeps the list price beside it', () => {
    expect(rows.get('negotiated')).toMatchObject({
      ListUnitPrice: '0.1',
      ListCost: '1',
      ContractedUnitPrice: '0.09',
      ContractedCost: '0.9',
      BilledCost: '0.9',
    })
  })

  test('of a block counts blocks in pricing and single units in consumption', () => {
    expect(rows.get('block')).toMatchObject({
      PricingQuantity: '0.0004',
      PricingUnit: '10000 Units',
      ConsumedQuantity: '4',
      ConsumedUnit: 'Units',
      ListCost: '0.00004',
    })
  })

  test('whose quantity counts single units at the price of a block is divided by the block', () => {
    expect(rows.get('single units')).toMatchObject({
      PricingQuantity: '2.5',
      PricingUnit: '100 Hours',
      ConsumedQuantity: '250',
      ConsumedUnit: 'Hours',
      ListUnitPrice: '2.5',
      ListCost: '6.25',
      BilledCost: '6.25',
    })
  })

  test('on spot capacity is dynamic; a price of 12 digits gives way to a quantity with decimals', () => {
    expect(rows.get('spot')).toMatchObject({
      PricingCategory: 'Dynamic',
      PricingQuantity: '24.5',
      ListUnitPrice: '0.07521',
      ListCost: '1.842645',
      BilledCost: '1.842645000025',
    })
  })

  test('without any price takes it from cost and quantity', () => {
    expect(rows.get('unpriced')).toMatchObject({
      ListUnitPrice: '0.333333333333',
      PricingQuantity: '3',
      ListCost: '0.999999999999',
      BilledCost: '1',
    })
  })

  test('given back has a negative quantity and a positive price', () => {
    expect(rows.get('given back')).toMatchObject({
      ListUnitPrice: '0.1',
      PricingQuantity: '-5',
      ConsumedQuantity: '-5',
      ListCost: '-0.5',
      BilledCost: '-0.5',
    })
  })

  test('in another pricing currency has both prices', () => {
    expect(rows.get('other currency')).toMatchObject({
      BillingCurrency: 'USD',
      PricingCurrency: 'EUR',
      ListUnitPrice: '0.09',
      ListCost: '0.9',
      PricingCurrencyListUnitPrice: '0.1',
      PricingCurrencyContractedUnitPrice: '0.1',
      PricingCurrencyEffectiveCost: '1',
    })
  })

  test('billed in another currency in the same month stays apart', async () => {
    expect(rows.get('euro')).toMatchObject({
      BilledCost: '3',
      BillingCurrency: 'EUR',
      PricingCurrency: 'EUR',
    })
    const ledger = await lab.query(
      "SELECT currency, {{sum(source_billed_cost)}} AS billed FROM {{table(cloud_conversion_ledger)}} WHERE currency = 'EUR' GROUP BY currency",
    )
    expect(ledger).toEqual([{ currency: 'EUR', billed: '3' }])
  })

  test('of the marketplace is provided by its seller and billed by Microsoft', () => {
    expect(rows.get('marketplace')).toMatchObject({
      ServiceProviderName: 'NGINX',
      PublisherName: 'NGINX',
      HostProviderName: 'Microsoft',
      InvoiceIssuerName: 'Microsoft',
    })
  })

  test('keeps its tags, with and without braces around them', () => {
    const tags = ['bare tags', 'braced tags', 'NULL tags', 'no tags'].map((name) => rows.get(name)?.['Tags'])
    expect(tags).toEqual(['{"env": "prod","empty": ""}', '{"env":"dev"}', null, null])
  })

  test('belongs to the service its resource type says, the consumed service counting first', () => {
    expect(rows.get('functions')).toMatchObject({
      ServiceName: 'Functions',
      ServiceSubcategory: 'Serverless Compute',
    })
    expect(rows.get('nested resource')).toMatchObject({
      ServiceName: 'Azure SQL Database',
      ResourceType: 'SQL database',
      ResourceName: 'two',
    })
    expect(rows.get('openai')).toMatchObject({
      ServiceName: 'Azure AI Services',
      ServiceCategory: 'AI and Machine Learning',
      x_genai_provider: 'azure_openai',
    })
  })
})

describe('commitments', () => {
  test('the fee of a reservation is money of the cash view alone', () => {
    expect(rows.get('fee')).toMatchObject({
      ChargeCategory: 'Purchase',
      ChargeFrequency: 'Recurring',
      BilledCost: '74.4',
      EffectiveCost: '0',
      ListCost: '74.4',
      PricingCategory: 'Standard',
      PricingUnit: 'Count',
      CommitmentDiscountId: '/providers/Microsoft.Capacity/reservationOrders/order-1',
      ResourceId: '/providers/Microsoft.Capacity/reservationOrders/order-1',
      CommitmentDiscountStatus: null,
      CommitmentDiscountQuantity: '744',
      CommitmentDiscountUnit: 'Hours',
    })
  })

  test('covered usage is worth its share and compared with its on-demand price', () => {
    expect(rows.get('covered')).toMatchObject({
      BilledCost: '0',
      EffectiveCost: '0.8',
      ListCost: '0.8',
      ContractedCost: '0.8',
      PricingCategory: 'Committed',
      CommitmentDiscountCategory: 'Usage',
      CommitmentDiscountType: 'Reservation',
      CommitmentDiscountStatus: 'Used',
      CommitmentDiscountId: RESERVATION,
      CommitmentDiscountName: 'Reserved D2',
      CommitmentDiscountQuantity: '16',
      ResourceId: MACHINE,
      SkuPriceDetails: '{"InstanceType":"Standard_D2","CoreCount":"2"}',
      x_source_system: 'cloud_azure_amortized_raw_daily',
    })
  })

  test('the unused part is a charge of its own without list value', () => {
    expect(rows.get('Unused part of Reserved D2')).toMatchObject({
      BilledCost: '0',
      EffectiveCost: '0.4',
      ListCost: '0',
      CommitmentDiscountStatus: 'Unused',
      CommitmentDiscountQuantity: '4',
      ResourceId: RESERVATION,
      ConsumedQuantity: null,
    })
  })

  test('a savings plan is spent in money', () => {
    const found = ['plan fee', 'saved', `Unused part of ${PLAN}`].map((name) => rows.get(name))
    const column = (name: string) => found.map((row) => row?.[name])
    expect(column('CommitmentDiscountCategory')).toEqual(['Spend', 'Spend', 'Spend'])
    expect(column('CommitmentDiscountQuantity')).toEqual(['24', '0.75', '0.25'])
    expect(column('CommitmentDiscountUnit')).toEqual(['USD', 'USD', 'USD'])
    expect(column('BilledCost')).toEqual(['24', '0', '0'])
    expect(column('EffectiveCost')).toEqual(['0', '0.75', '0.25'])
    expect(column('ListCost')).toEqual(['24', '1', '0'])
  })

  test('an upfront reservation counts the hours of its whole term', () => {
    expect(rows.get('upfront')).toMatchObject({
      ChargeFrequency: 'One-Time',
      CommitmentDiscountQuantity: '17520',
      CommitmentDiscountUnit: 'Hours',
    })
  })

  test('a returned reservation is a correction of its purchase', () => {
    expect(rows.get('returned')).toMatchObject({
      ChargeCategory: 'Purchase',
      ChargeClass: 'Correction',
      BilledCost: '-30.5',
      EffectiveCost: '0',
      ListUnitPrice: '30.5',
      PricingQuantity: '-1',
      CommitmentDiscountId: RESERVATION,
      CommitmentDiscountQuantity: null,
    })
  })
})

describe('other charges', () => {
  test.each([
    ['Tax', 'Tax'],
    ['Credit', 'Credit'],
    ['RoundingAdjustment', 'Adjustment'],
    ['Adjustment', 'Adjustment'],
  ])('%s is not priced by the unit: four equal costs', (type, category) => {
    expect(rows.get(type)).toMatchObject({
      ChargeCategory: category,
      ChargeFrequency: 'One-Time',
      BilledCost: '-0.190001',
      EffectiveCost: '-0.190001',
      ListCost: '-0.190001',
      ContractedCost: '-0.190001',
      SkuId: null,
      PricingQuantity: null,
      x_amortization_class: category,
    })
  })

  test('a marketplace purchase is worth its price when it is billed', () => {
    expect(rows.get('marketplace purchase')).toMatchObject({
      ChargeCategory: 'Purchase',
      ChargeFrequency: 'Recurring',
      BilledCost: '1200',
      EffectiveCost: '1200',
      ServiceProviderName: 'Anthropic',
      CommitmentDiscountId: null,
    })
  })

  test('a refund is a correction with a negative quantity', () => {
    expect(rows.get('refund')).toMatchObject({
      ChargeCategory: 'Purchase',
      ChargeClass: 'Correction',
      BilledCost: '-12.5',
      EffectiveCost: '-12.5',
      ListUnitPrice: '12.5',
      PricingQuantity: '-1',
    })
  })
})
