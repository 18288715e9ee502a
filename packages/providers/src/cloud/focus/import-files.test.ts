import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BillLab } from '../aws/testing/bill-lab.ts'
import {
  chargesOf,
  csvOf,
  deliver,
  focusCredential,
  importFolder,
  openFocusLab,
  USAGE,
} from './testing/focus-lab.ts'

let lab: BillLab
beforeAll(async () => {
  lab = await openFocusLab()
})
afterAll(() => lab.close())

const omit = (row: Readonly<Record<string, string>>, ...names: readonly string[]) =>
  Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)))
const V1_1 = {
  ...USAGE,
  ServiceSubcategory: 'Virtual Machines',
  SkuMeter: 'Machine Hours',
  SkuPriceDetails: '{"CoreCount":2}',
}
const V1_2 = {
  ...V1_1,
  BillingAccountType: 'Account',
  InvoiceId: 'INV-1',
  PricingCurrency: 'USD',
  PricingCurrencyEffectiveCost: '0.30',
}
const V1_3 = {
  ...V1_2,
  ServiceProviderName: 'Example',
  HostProviderName: 'Host',
  ContractApplied: '{"Elements":[]}',
}
const V1_4 = { ...omit(V1_3, 'ProviderName', 'PublisherName'), InvoiceDetailId: 'D-1' }

describe('versions', () => {
  test.each([
    ['1.0', USAGE, 'Example Cloud', 'Example Cloud', 'Example Cloud', null],
    ['1.1', V1_1, 'Example Cloud', 'Example Cloud', 'Example Cloud', 'Machine Hours'],
    ['1.2', V1_2, 'Example Cloud', 'Example Cloud', 'Example Cloud', 'Machine Hours'],
    ['1.3', V1_3, 'Example', 'Host', 'Example Cloud', 'Machine Hours'],
    ['1.4', V1_4, 'Example', 'Host', 'Example', 'Machine Hours'],
  ])(
    'a file of %s is told by its columns and what it lacks is NULL',
    async (version, row, service, host, publisher, meter) => {
      const org = `v${version.replace('.', '_')}`
      await deliver(lab, org, { 'focus.csv': csvOf([{}], row) })
      await importFolder(lab, org)
      const [raw] = await lab.query('SELECT * FROM {{table(focus_raw)}}', {}, org)
      expect(raw).toMatchObject({ focus_version: version, InvoiceDetailId: version === '1.4' ? 'D-1' : null })
      expect(await chargesOf(lab, org)).toMatchObject([
        {
          BilledCost: '0.3',
          EffectiveCost: '0.3',
          ListCost: '0.4',
          ContractedCost: '0.3',
          ServiceProviderName: service,
          ProviderName: service,
          HostProviderName: host,
          PublisherName: publisher,
          InvoiceIssuerName: 'Example Cloud',
          SkuMeter: meter,
          AllocatedMethodId: null,
          SubAccountId: null,
          x_charge_origin: 'imported_focus',
          x_source_system: 'focus_raw',
        },
      ])
    },
  )

  test('metadata beside the files says more than columns: a 1.2 file may use only columns of 1.0', async () => {
    await deliver(lab, 'stated', {
      'focus.csv': csvOf([{}]),
      'schema.json': JSON.stringify({ SchemaId: 'x', FocusVersion: 'v1.2' }),
    })
    await importFolder(lab, 'stated')
    expect(await lab.query('SELECT focus_version FROM {{table(focus_raw)}}', {}, 'stated')).toEqual([
      { focus_version: '1.2' },
    ])
  })

  test('files of several versions live in one organization, one month and one account', async () => {
    await deliver(lab, 'mixed', {
      'a/old.csv.gz': csvOf([{ ChargeDescription: 'old' }]),
      'b/new.csv': csvOf([{ ChargeDescription: 'new' }], V1_4),
    })
    await importFolder(lab, 'mixed')
    expect(await chargesOf(lab, 'mixed')).toMatchObject([
      { ChargeDescription: 'new', ServiceProviderName: 'Example', InvoiceId: 'INV-1' },
      { ChargeDescription: 'old', ServiceProviderName: 'Example Cloud', InvoiceId: null },
    ])
    expect(
      await lab.query(
        'SELECT focus_versions, files, source_rows FROM {{table(focus_deliveries)}}',
        {},
        'mixed',
      ),
    ).toEqual([{ focus_versions: '1.0, 1.4', files: 2, source_rows: 2 }])
  })

  test('an account that a restated month no longer has loses its charges of that month, and no other', async () => {
    const other = { BillingAccountId: 'acct-2', ChargeDescription: 'of another account' }
    const september = {
      BillingAccountId: 'acct-2',
      BillingPeriodStart: '2026-09-01T00:00:00Z',
      BillingPeriodEnd: '2026-10-01T00:00:00Z',
      ChargePeriodStart: '2026-09-05T00:00:00Z',
      ChargePeriodEnd: '2026-09-06T00:00:00Z',
      ChargeDescription: 'of September',
    }
    const both = { range: { start: '2026-09-01', end: '2026-11-01' } }
    await deliver(lab, 'renamed', { 'focus.csv': csvOf([{}, other, september]) })
    await importFolder(lab, 'renamed', both)
    expect(await chargesOf(lab, 'renamed')).toHaveLength(3)

    await deliver(lab, 'renamed', { 'focus.csv': csvOf([{ ChargeDescription: 'restated' }, september]) })
    const { findings } = await importFolder(lab, 'renamed', both)
    expect(await chargesOf(lab, 'renamed')).toMatchObject([
      { ChargeDescription: 'of September', BillingAccountId: 'acct-2' },
      { ChargeDescription: 'restated', BillingAccountId: 'acct-1' },
    ])
    expect(findings).toMatchObject([
      { code: 'account_gone', detail: { period: '2026-10', account_id: 'acct-2' } },
    ])
  })

  test('names and values of before 1.0 become those of 1.3', async () => {
    const preview = {
      ...omit(
        USAGE,
        'ProviderName',
        'PublisherName',
        'InvoiceIssuerName',
        'RegionId',
        'RegionName',
        'ConsumedQuantity',
        'ConsumedUnit',
        'ContractedCost',
        'ContractedUnitPrice',
      ),
      Provider: 'Oracle',
      Publisher: 'Oracle',
      InvoiceIssuer: 'Oracle',
      Region: 'us-1',
      UsageQuantity: '4',
      UsageUnit: 'Hours',
      PricingCategory: 'On-Demand',
      ChargeFrequency: 'Usage-based',
      ListCost: '0.30',
      ListUnitPrice: '0.075',
    }
    await deliver(lab, 'preview', {
      'focus.csv': csvOf([{}, { PricingCategory: 'Commitment-Based' }], preview),
    })
    const { findings } = await importFolder(lab, 'preview')
    expect(findings).toEqual([])
    expect(await chargesOf(lab, 'preview')).toMatchObject(
      ['Standard', 'Committed'].map((PricingCategory) => ({
        PricingCategory,
        ChargeFrequency: 'Usage-Based',
        ServiceProviderName: 'Oracle',
        InvoiceIssuerName: 'Oracle',
        RegionId: 'us-1',
        RegionName: null,
        ConsumedQuantity: '4',
        ConsumedUnit: 'Hours',
      })),
    )
  })
})

describe('formats', () => {
  test('JSON Lines: every digit of a number is kept, objects stay JSON, null is nothing', async () => {
    const record = {
      ...omit(V1_3, 'BilledCost', 'Tags', 'ChargeClass', 'SkuPriceDetails'),
      ChargeClass: null,
      Tags: { team: 'a', 'x,"y"': 'ü' },
      x_Internal: { id: 9007199254740993 },
    }
    const amounts = ['0.1234567890120', '-12345678901234.000000000001']
    const text = amounts
      .map(
        (amount) =>
          `${JSON.stringify(record).slice(0, -1)},"BilledCost":${amount},"SkuPriceDetails":{"CoreCount":2.50}}`,
      )
      .join('\r\n')
      .replaceAll('9007199254740992', '9007199254740993')
    await deliver(lab, 'jsonl', { 'focus.jsonl.gz': text })
    await importFolder(lab, 'jsonl')
    const rows = await chargesOf(lab, 'jsonl')
    expect(rows.map((row) => row['BilledCost'])).toEqual(['-12345678901234.000000000001', '0.123456789012'])
    expect(rows[0]).toMatchObject({ ChargeClass: null, SkuPriceDetails: '{"CoreCount":2.50}' })
    expect(JSON.parse(String(rows[0]?.['Tags']))).toEqual(record.Tags)
    expect(rows[0]?.['x_source_columns']).toBe('{"x_Internal":"{\\"id\\":9007199254740993}"}')
  })

  test('columns of the source that are not FOCUS are kept, and those without x_ are told about', async () => {
    await deliver(lab, 'extra', {
      'focus.csv': csvOf([
        { x_Team: 'blue', Id: '7' },
        { x_Team: '', Id: '' },
      ]),
    })
    const { findings } = await importFolder(lab, 'extra')
    expect(findings).toMatchObject([{ code: 'unknown_column', detail: { columns: ['Id'] } }])
    const kept = (await chargesOf(lab, 'extra')).map((row) => row['x_source_columns'])
    expect(new Set(kept)).toEqual(new Set([null, '{"x_Team":"blue","Id":"7"}']))
  })
})

describe('months', () => {
  test('the same files again change nothing and are not read', async () => {
    await deliver(lab, 'again', { 'focus.csv': csvOf([{}]) })
    const first = await importFolder(lab, 'again')
    const again = await importFolder(lab, 'again')
    expect([first, again].map(({ steps }) => steps['import'])).toMatchObject([
      { rows: 1, output: { loaded: ['2026-10'] } },
      { rows: 0, output: { loaded: [], unchanged: ['2026-10'] } },
    ])
    expect(await chargesOf(lab, 'again')).toHaveLength(1)
  })

  test('a restated file replaces the months it is about; a final one tells by how much', async () => {
    await deliver(lab, 'restated', { 'focus.csv': csvOf([{}, { BilledCost: '1', ListCost: '0.4' }]) })
    const startedAt = '2026-12-20T06:00:00.000Z'
    await importFolder(lab, 'restated', { startedAt })
    await deliver(lab, 'restated', { 'focus.csv': csvOf([{ BilledCost: '0.25' }]) })
    const { findings } = await importFolder(lab, 'restated', { startedAt })
    expect(findings).toMatchObject([
      { code: 'closed_period_changed', detail: { change: '-1.05', currency: 'USD', account_id: 'acct-1' } },
    ])
    expect(await chargesOf(lab, 'restated')).toMatchObject([
      { BilledCost: '0.25', x_billing_status: 'final' },
    ])
  })

  test('each account and month is a slice of its own; months that were not asked for are left alone', async () => {
    const september = { BillingPeriodStart: '2026-09-01T00:00:00Z', BillingPeriodEnd: '2026-10-01T00:00:00Z' }
    await deliver(lab, 'several', {
      'all.csv': csvOf([
        {},
        { BillingAccountId: 'acct-2', BilledCost: '2' },
        { ...september, BilledCost: '9' },
      ]),
    })
    await importFolder(lab, 'several')
    const slices = () =>
      lab.query(
        'SELECT BillingAccountId, BillingPeriodStart, BilledCost FROM {{table(cost_data_standard_1_3)}} ORDER BY BilledCost',
        {},
        'several',
      )
    expect((await slices()).map((row) => row['BilledCost'])).toEqual(['0.3', '2'])
    await importFolder(lab, 'several', { range: { start: '2026-09-01', end: '2026-10-01' } })
    expect((await slices()).map((row) => row['BilledCost'])).toEqual(['0.3', '2', '9'])
  })

  test('with placeholders only the places of the months asked for are read', async () => {
    await deliver(lab, 'places', { '2026-10/focus.csv': csvOf([{}]), '2026-09/focus.csv': 'not,a\nbill' })
    const { findings } = await importFolder(lab, 'places', { metadata: { prefix: '{yyyy}-{mm}' } })
    expect(findings).toEqual([])
    expect(await chargesOf(lab, 'places')).toHaveLength(1)
  })

  test('a second integration with the same account, month and provider is refused; another provider is not', async () => {
    await deliver(lab, 'twice', { 'focus.csv': csvOf([{}]) })
    await importFolder(lab, 'twice')
    const folder = await deliver(lab, 'twice2', { 'focus.csv': csvOf([{}]) })
    const second = { credential: focusCredential({ path: folder }, 'cred-2') }
    await expect(importFolder(lab, 'twice', second)).rejects.toMatchObject({ code: 'conflict' })
    await writeFile(join(folder, 'focus.csv'), csvOf([{ ProviderName: 'Other' }]))
    await importFolder(lab, 'twice', second)
    expect(await chargesOf(lab, 'twice')).toHaveLength(2)
  })

  test.each([
    [
      'billed cost',
      '  BilledCost,\n',
      "  BilledCost + {{decimal('0.000000000001')}} AS BilledCost,\n",
      /billed or effective cost differs/,
    ],
    [
      'effective cost',
      '  EffectiveCost,\n',
      '  BilledCost AS EffectiveCost,\n',
      /billed or effective cost differs/,
    ],
    [
      'a row',
      'FROM costed',
      "FROM costed WHERE ChargeDescription <> 'lost'",
      /billed or effective cost differs/,
    ],
    [
      'list cost',
      'WHEN priced THEN list_product',
      "WHEN priced THEN list_product + {{decimal('0.01')}}",
      /list cost differs from the files by 0.01/,
    ],
  ])('a conversion that changes %s is not published', async (name, from, to, message) => {
    const org = `wrong_${name.replaceAll(' ', '_')}`
    await deliver(lab, org, { 'focus.csv': csvOf([{ EffectiveCost: '0.2' }, { ChargeDescription: 'lost' }]) })
    const editSelect = (_: string, select: string) => select.replace(from, to)
    await expect(importFolder(lab, org, { editSelect })).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringMatching(message) as string,
    })
    expect(await lab.query('SELECT COUNT(*) AS n FROM {{table(focus_raw)}}', {}, org)).toEqual([{ n: 2 }])
    await importFolder(lab, org)
    expect(await chargesOf(lab, org)).toHaveLength(2)
  })
})
