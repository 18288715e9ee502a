import { expect, test } from 'vitest'
import { validateConfig } from './load-catalog.ts'
import { ConfigFolder, MINIMAL_CONFIG } from './testing/config-folder.ts'

const COLUMNS = [
  'BilledCost: { from: a }',
  'EffectiveCost: { from: a }',
  'BillingAccountId: { from: b }',
  'BillingCurrency: { constant: EUR }',
  'BillingPeriodStart: { from: d }',
  'BillingPeriodEnd: { from: d, add_months: 1 }',
  'ChargePeriodStart: { from: d }',
  'ChargePeriodEnd: { from: d, add_days: 1 }',
  'ChargeCategory: { from: k, values: { x: Usage } }',
  'ServiceName: { from: s }',
  'ServiceProviderName: { constant: Acme }',
]

/** Faults of a mapper with some lines more, as `line reason`. */
function faultsOf(columns: readonly string[], head = ''): string[] {
  const text = `name: m\n${head}columns:\n${columns.map((line) => `  ${line}\n`).join('')}`
  using folder = new ConfigFolder({ ...MINIMAL_CONFIG, 'mappers/m.yml': text })
  return validateConfig([folder.path]).map(({ line, reason }) => `${line} ${reason}`)
}

test('a mapper that fills what FOCUS needs is valid', () => {
  expect(faultsOf([...COLUMNS, 'x_Team: { from: t }'])).toEqual([])
})

test.each([
  ['Amount: { from: a }', '14 "Amount" is no column of FOCUS; a column of your own begins with "x_".'],
  ['Tags: { from: a, constant: b }', '14 Give either "from" or "constant".'],
  ['Tags: { from: a, colum: b }', '14 "colum" is not a known key here.'],
  ['RegionId: { from: a, add_days: 1 }', '14 "RegionId" is no instant.'],
  ['RegionId: { from: a, negate: true }', '14 "RegionId" is no amount.'],
  ['RegionId: { from: a, multiply_by: "2" }', '14 "RegionId" is no amount.'],
  ['ListCost: { from: a, multiply_by: "1,5" }', '14 "1,5" is not a decimal number.'],
  ['ListCost: { constant: free }', '14 "free" is not a decimal number.'],
  [
    'PricingCategory: { constant: Spot }',
    '14 "Spot" is no PricingCategory. There are: Standard, Dynamic, Committed, Other.',
  ],
  [
    'ChargeFrequency: { from: f, values: { m: Monthly } }',
    '14 "Monthly" is no ChargeFrequency. There are: One-Time, Recurring, Usage-Based.',
  ],
])('%s is refused with its line', (line, fault) => {
  expect(faultsOf([...COLUMNS, line])).toEqual([fault])
})

test('missing columns, separators that are one, and date formats that cannot be read are told', () => {
  expect(faultsOf(COLUMNS.slice(1))).toEqual(['2 BilledCost must be filled; add them.'])
  expect(faultsOf(COLUMNS, "thousands_separator: '.'\n")).toEqual(['2 It is the decimal separator as well.'])
  expect(faultsOf(COLUMNS, 'date_format: DD.MM\n')).toEqual([
    '2 The date format "DD.MM" lacks a year or a month.',
  ])
})
