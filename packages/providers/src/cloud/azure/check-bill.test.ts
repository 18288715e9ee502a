import { join } from 'node:path'
import type { Row } from '@cloudact/core/ports/warehouse'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { folderCredential, openBillLab, type BillLab, type LabRun } from './testing/bill-lab.ts'
import { covered, line, usage } from './testing/export-lines.ts'
import { writeExport, type ExportLine } from './testing/write-export.ts'

const OCTOBER = { start: '2026-10-01', end: '2026-11-01' }
const SHARED = [usage('1', '0.1', '0.1'), line('Tax', '0.02', { InvoiceId: 'INV-1' })]

let lab: BillLab
beforeAll(async () => {
  lab = await openBillLab()
})
afterAll(() => lab.close())

type Pair = {
  readonly actual: readonly ExportLine[]
  readonly amortized?: readonly ExportLine[]
  readonly period?: string
  readonly runId?: string
}

async function deliver(
  name: string,
  { actual, amortized = actual, period = OCTOBER.start, runId = 'run-1' }: Pair,
): Promise<string> {
  const folder = join(lab.folder, name)
  const submittedTime = `2026-12-0${runId.slice(-1)}T06:00:00Z`
  await writeExport(folder, { kind: 'actual', lines: actual, period, runId, submittedTime })
  await writeExport(folder, { kind: 'amortized', lines: amortized, period, runId, submittedTime })
  return folder
}

const run = (org: string, folder: string, over: Partial<LabRun> = {}) =>
  lab.run({ org, credential: folderCredential(folder), range: OCTOBER, ...over }).then(
    () => null,
    (error: unknown) => error,
  )

/** What people see: FOCUS rows and ledger of all months. */
const visible = async (org: string): Promise<Row[]> => [
  ...(await lab.query(
    'SELECT BillingPeriodStart AS month, ChargeCategory AS kind, BilledCost, EffectiveCost, ListCost FROM {{table(cost_data_standard_1_3)}} ORDER BY month, kind, BilledCost',
    org,
  )),
  ...(await lab.query(
    'SELECT billing_period_start AS month, line_item_type AS kind, source_table, disposition, source_billed_cost, source_effective_cost FROM {{table(cloud_conversion_ledger)}} ORDER BY month, kind, source_table',
    org,
  )),
]

describe('a month that does not equal its exports never becomes visible', () => {
  const CONVERT = 'sp_cloud_azure_convert_to_focus'
  const LEDGER = 'sp_cloud_azure_conversion_ledger'
  const faults: [string, string, string, string, RegExp][] = [
    [
      'a row is lost',
      CONVERT,
      "'CommitmentRefund', 'Tax',",
      "'CommitmentRefund',",
      /billed cost differs.*payer 8611537, invoice_id INV-1, line_item_group Tax, currency USD, bill_cost 0\.03, focus_cost 0, rows_expected 1, rows_made 0/,
    ],
    [
      'the last decimal is wrong',
      CONVERT,
      'billed_cost AS BilledCost',
      "billed_cost + {{decimal('0.000000000001')}} AS BilledCost",
      /line_item_group Usage, currency USD, bill_cost 0\.2, focus_cost 0\.200000000001/,
    ],
    [
      'money moves between kinds of charge',
      CONVERT,
      'kind AS x_amortization_class',
      "'Usage' AS x_amortization_class",
      /line_item_group Tax.*line_item_group Usage/,
    ],
    [
      'money moves between invoices',
      CONVERT,
      'invoice_id AS InvoiceId',
      "'INV-2' AS InvoiceId",
      /invoice_id INV-1, line_item_group Tax.*invoice_id INV-2, line_item_group Tax.*focus_cost 0\.03/,
    ],
    [
      'list cost moves by a cent',
      CONVERT,
      'list_cost AS ListCost',
      "CASE WHEN kind = 'Tax' THEN list_cost + {{decimal('0.01')}} ELSE list_cost END AS ListCost",
      /list cost differs from the bill by 0\.01 or more \(currency USD, bill_cost 0\.23, focus_cost 0\.24\)/,
    ],
    [
      'effective cost is not the amortized one',
      CONVERT,
      'effective_cost AS EffectiveCost',
      "CASE WHEN kind = 'Usage' THEN effective_cost + {{decimal('0.000000000001')}} ELSE effective_cost END AS EffectiveCost",
      /effective cost differs from the amortized export \(line_item_group Usage, currency USD, amortized_cost 0\.2, focus_cost 0\.200000000001\)/,
    ],
  ]
  const org = 'restated'
  let folder: string
  let before: Row[]
  beforeAll(async () => {
    folder = await deliver(org, { actual: SHARED })
    expect(await run(org, folder)).toBeNull()
    before = await visible(org)
    expect(before).toHaveLength(6)
    const restated = [usage('2', '0.1', '0.2'), line('Tax', '0.03', { InvoiceId: 'INV-1' })]
    await deliver(org, { actual: restated, runId: 'run-2' })
  })

  test.each(faults)('%s: what was there stays', async (_what, edited, find, replacement, message) => {
    const error = await run(org, folder, {
      editSelect: (name, select) => (name === edited ? select.replace(find, replacement) : select),
    })
    expect(error).toMatchObject({ code: 'invalid_input', message: expect.stringMatching(message) })
    expect(await visible(org)).toEqual(before)
  })

  test('the ledger loses a line that the conversion loses too: what was there stays', async () => {
    const error = await run(org, folder, {
      editSelect: (name, select) => {
        if (name === CONVERT) return select.replace("'CommitmentRefund', 'Tax',", "'CommitmentRefund',")
        return name === LEDGER ? select.replace('FROM listed', "FROM listed WHERE charge <> 'tax'") : select
      },
    })
    expect(error).toMatchObject({
      message: expect.stringMatching(
        /ledger does not add up to the exports \(export_table cloud_azure_amortized_raw_daily, invoice_id INV-1, currency USD, bill_lines 1, ledger_lines 0, bill_cost 0\.03, ledger_cost 0\)/,
      ),
    })
    expect(await visible(org)).toEqual(before)
  })

  test('and what is right replaces it, FOCUS rows and ledger together', async () => {
    expect(await run(org, folder)).toBeNull()
    expect((await visible(org)).map((row) => row['BilledCost'] ?? row['source_billed_cost'])).toEqual([
      '0.03',
      '0.2',
      '0',
      '0.03',
      '0',
      '0.2',
    ])
  })
})

describe('a pair of exports that are not of one month', () => {
  test('is refused once the month is over, with both sums', async () => {
    const folder = await deliver('mismatch', {
      actual: [usage('1', '1', '1')],
      amortized: [usage('3', '1', '3')],
    })
    expect(await run('mismatch', folder)).toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining(
        'effective cost differs from the amortized export (line_item_group Usage, currency USD, amortized_cost 3, focus_cost 1)',
      ),
    })
    expect(await visible('mismatch')).toEqual([])
  })
})

describe('a line nobody knows', () => {
  const faults: [string, Pair, RegExp][] = [
    [
      'of an unknown charge type',
      { actual: [...SHARED, line('Mystery', '5')] },
      /charge_type Mystery, pricing_model OnDemand.*cost 5, currency USD/,
    ],
    [
      'at an unknown pricing model',
      { actual: [...SHARED, usage('1', '5', '5', { PricingModel: 'Lottery' })] },
      /charge_type Usage, pricing_model Lottery/,
    ],
    [
      'covered and billed all the same',
      {
        actual: [...SHARED, covered('1', '5', 'Reservation')],
        amortized: [...SHARED, covered('1', '5', 'Reservation')],
      },
      /export_table cloud_azure_billing_raw_daily.*pricing_model Reservation.*cost 5/,
    ],
    [
      'covered by a commitment without a name',
      { actual: SHARED, amortized: [...SHARED, covered('1', '5', 'Reservation', { benefitId: '' })] },
      /export_table cloud_azure_amortized_raw_daily.*pricing_model Reservation.*cost 5/,
    ],
    [
      'a fee in the amortized export',
      {
        actual: SHARED,
        amortized: [...SHARED, line('Purchase', '5', { PricingModel: 'Reservation', benefitId: '/r' })],
      },
      /export_table cloud_azure_amortized_raw_daily.*charge_type Purchase.*cost 5/,
    ],
  ]
  test.each(faults)('%s is named and keeps the month back', async (what, pair, message) => {
    const org = `odd_${what.length}`
    const folder = await deliver(org, pair)
    const error = await run(org, folder)
    expect(error).toMatchObject({ code: 'invalid_input', message: expect.stringMatching(message) })
    expect(error).toMatchObject({ message: expect.stringContaining('line without a disposition') })
    expect(await visible(org)).toEqual([])
  })

  test('keeps back its own month and no other', async () => {
    const inMonth = (each: ExportLine, month: string): ExportLine => ({
      ...each,
      Date: `${month}/05/2026`,
      BillingPeriodStartDate: `${month}/01/2026`,
      BillingPeriodEndDate: `${month}/${month === '10' ? '31' : '30'}/2026`,
    })
    const folder = await deliver('months', {
      actual: SHARED.map((each) => inMonth(each, '09')),
      period: '2026-09-01',
    })
    await deliver('months', { actual: [...SHARED, line('Mystery', '5')] })
    await deliver('months', { actual: [inMonth(usage('3', '0.1', '0.3'), '11')], period: '2026-11-01' })
    const error = await run('months', folder, { range: { start: '2026-09-01', end: '2026-12-01' } })
    expect(error).toMatchObject({
      message: expect.stringMatching(
        /^1 of 3 slices was refused and stays as before\. The other 2 are made\. account \/providers\/microsoft\.billing\/billingaccounts\/8611537, 2026-10, credential cred-1: /,
      ),
    })
    const rows = await lab.query(
      'SELECT {{cast({{day(BillingPeriodStart)}}, string)}} AS month, {{sum(BilledCost)}} AS billed FROM {{table(cost_data_standard_1_3)}} GROUP BY BillingPeriodStart ORDER BY month',
      'months',
    )
    expect(rows).toEqual([
      { month: '2026-09-01', billed: '0.12' },
      { month: '2026-11-01', billed: '0.3' },
    ])
  })
})
