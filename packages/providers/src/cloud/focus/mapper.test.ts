import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BillLab } from '../aws/testing/bill-lab.ts'
import { chargesOf, deliver, importFolder, openFocusLab } from './testing/focus-lab.ts'

/** A mapper an operator lays over the product's configuration: no code knows of it. */
const HOSTER = `
name: Hoster invoice lines
delimiter: ';'
skip_lines: 2
decimal_separator: ','
thousands_separator: '.'
date_format: DD.MM.YYYY
utc_offset: '+01:00'
required: [Vertrag, Betrag]
columns:
  BillingAccountId: { from: Vertrag }
  BillingCurrency: { constant: EUR }
  BillingPeriodStart: { from: Monat, date_format: MM/YYYY }
  BillingPeriodEnd: { from: Monat, date_format: MM/YYYY, add_months: 1 }
  ChargePeriodStart: { from: Tag }
  ChargePeriodEnd: { from: Tag, add_days: 1 }
  ChargeCategory: { from: Art, values: { Verbrauch: Usage, Gutschrift: Credit, MwSt: Tax } }
  ChargeDescription: { from: Text }
  BilledCost: { from: Betrag }
  EffectiveCost: { from: Betrag }
  ListCost: { from: Betrag }
  ContractedCost: { from: Betrag }
  ListUnitPrice: { from: Preis in Cent, multiply_by: '0.01' }
  PricingQuantity: { from: Menge }
  PricingUnit: { from: Einheit, values: { Std: Hours, GB: GB }, otherwise: empty }
  PricingCategory: { constant: Standard }
  SkuId: { from: Artikel }
  ServiceName: { from: Produkt, values: { Root: Root Server }, otherwise: keep }
  ServiceProviderName: { constant: Hoster GmbH }
  x_CostCenter: { from: Kostenstelle }
`
const HEADER = 'Vertrag;Monat;Tag;Art;Text;Betrag;Preis in Cent;Menge;Einheit;Artikel;Produkt;Kostenstelle'
const file = (...lines: readonly string[]) =>
  `\uFEFFRechnung\nvom 03.11.2026\n${HEADER}\r\n${lines.join('\r\n')}\r\n`

let lab: BillLab
let overlay: string
beforeAll(async () => {
  overlay = await mkdtemp(join(tmpdir(), 'cloudact-overlay-'))
  await mkdir(join(overlay, 'mappers'))
  await writeFile(join(overlay, 'mappers/hoster.yml'), HOSTER)
  lab = await openFocusLab([overlay])
})
afterAll(async () => {
  await lab.close()
  await rm(overlay, { recursive: true })
})

const imported = (name: string) => importFolder(lab, name, { metadata: { mapper: 'hoster' } })

test('a CSV of another shape becomes charges by a mapper of an overlay, exact to the last digit', async () => {
  await deliver(lab, 'hoster', {
    'rechnung.csv': file(
      'V-1;10/2026;05.10.2026;Verbrauch;"a; ""b""";1.234,56;1.028,80;120;Std;A-1;Root;4711',
      'V-1;10/2026;31.10.2026;Gutschrift;b;-0,10;;;;;Root;',
      'V-1;10/2026;31.10.2026;MwSt;c;(2,00);;;Stück;;Steuer;',
    ),
  })
  const { findings } = await imported('hoster')
  expect(findings).toEqual([])
  expect(await chargesOf(lab, 'hoster')).toMatchObject([
    {
      ChargeDescription: 'a; "b"',
      BilledCost: '1234.56',
      ListCost: '1234.56',
      ListUnitPrice: '10.288',
      PricingQuantity: '120',
      PricingUnit: 'Hours',
      BillingPeriodStart: '2026-09-30T23:00:00Z',
      BillingPeriodEnd: '2026-10-31T23:00:00Z',
      ChargePeriodStart: '2026-10-04T23:00:00Z',
      ChargePeriodEnd: '2026-10-05T23:00:00Z',
      ServiceName: 'Root Server',
      ServiceProviderName: 'Hoster GmbH',
      BillingCurrency: 'EUR',
      x_source_columns: '{"x_CostCenter":"4711"}',
    },
    { ChargeDescription: 'b', ChargeCategory: 'Credit', BilledCost: '-0.1', x_source_columns: null },
    {
      ChargeDescription: 'c',
      ChargeCategory: 'Tax',
      BilledCost: '-2',
      ServiceName: 'Steuer',
      PricingUnit: null,
    },
  ])
})

describe('a file the mapper cannot read is refused with the cell, and the month stays', () => {
  const good = 'V-1;10/2026;05.10.2026;Verbrauch;a;1,00;;;;;Root;'
  test.each([
    [
      'an amount of another notation',
      good.replace('1,00', '1,234.56'),
      'rechnung.csv:5 Betrag: "1,234.56" is not an amount',
    ],
    [
      'thousands in the wrong places',
      good.replace('1,00', '12.34,00'),
      'rechnung.csv:5 Betrag: "12.34,00" is not an amount',
    ],
    [
      'a day that does not exist',
      good.replace('05.10.2026', '31.02.2026'),
      '"31.02.2026" is no date written as DD.MM.YYYY',
    ],
    [
      'a value nobody foresaw',
      good.replace('Verbrauch', 'Miete'),
      'Art: "Miete" is none of the values the mapper knows',
    ],
    ['an empty required cell', good.replace('V-1', ''), 'rechnung.csv:5 Vertrag: is empty'],
    ['too few fields', 'V-1;10/2026', 'rechnung.csv:5: has 2 fields instead of 12'],
  ])('%s', async (name, line, message) => {
    const org = `bad_${name.replaceAll(' ', '_')}`.slice(0, 40)
    await deliver(lab, org, { 'rechnung.csv': file(good) })
    await imported(org)
    await deliver(lab, org, { 'rechnung.csv': file(good, line, good) })
    await expect(imported(org)).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining(message) as string,
    })
    expect(await chargesOf(lab, org)).toMatchObject([{ BilledCost: '1' }])
  })

  test('another header', async () => {
    await deliver(lab, 'header', { 'a.csv': file(good).replace('Betrag', 'Summe') })
    await expect(imported('header')).rejects.toMatchObject({
      message: expect.stringContaining('"a.csv" lacks "Betrag"') as string,
    })
  })

  test('a mapper that does not exist, and a file that is not CSV', async () => {
    await deliver(lab, 'other', { 'a.jsonl': '{}' })
    await expect(imported('other')).rejects.toMatchObject({
      message: expect.stringContaining('is no CSV file') as string,
    })
    await expect(importFolder(lab, 'other', { metadata: { mapper: 'nope' } })).rejects.toMatchObject({
      message: 'There is no mapper "nope". This installation has: simple_charges, hoster.',
    })
  })
})

test('the mapper of the product reads a plain list of charges', async () => {
  await deliver(lab, 'plain', {
    'list.csv':
      'date,account,vendor,service,description,amount,currency\n2026-10-31,a,Acme,Mail,Seats,12.50,USD\n',
  })
  await importFolder(lab, 'plain', { metadata: { mapper: 'simple_charges' } })
  expect(await chargesOf(lab, 'plain')).toMatchObject([
    {
      BilledCost: '12.5',
      ListCost: '12.5',
      PricingQuantity: null,
      ChargePeriodEnd: '2026-11-01T00:00:00Z',
      BillingPeriodStart: '2026-10-01T00:00:00Z',
      BillingPeriodEnd: '2026-11-01T00:00:00Z',
    },
  ])
})
