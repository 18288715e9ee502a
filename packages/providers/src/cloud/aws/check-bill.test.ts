import { join } from 'node:path'
import type { Row } from '@cloudact/core/ports/warehouse'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { line, usage } from './testing/bill-lines.ts'
import { folderCredential, openBillLab, type BillLab, type LabRun } from './testing/bill-lab.ts'
import { writeBill, type BillLine } from './testing/write-bill.ts'

const OCTOBER = { start: '2026-10-01', end: '2026-11-01' }
const GOOD = [usage('1', '0.1', '0.1'), line('Tax', '0.02'), line('Credit', '-0.01')]

let lab: BillLab
beforeAll(async () => {
  lab = await openBillLab()
})
afterAll(() => lab.close())

type Delivery = { lines?: readonly BillLine[]; payer?: string; month?: string; assemblyId?: string }

/** Puts a delivery of one month where the integration looks for it. */
async function deliver(name: string, delivery: Delivery = {}): Promise<string> {
  const { lines = GOOD, payer = '123412340534', month = '2026-10-01', assemblyId = 'a-1' } = delivery
  const folder = join(lab.folder, name)
  const dated = lines.map((each) => ({ ...each, 'bill/PayerAccountId': payer, ...datesOf(month) }))
  await writeBill(folder, { lines: dated, period: month, payer, assemblyId })
  return folder
}

function datesOf(month: string): BillLine {
  const next = `${month.slice(0, 5)}${String(Number(month.slice(5, 7)) + 1).padStart(2, '0')}-01`
  return {
    'bill/BillingPeriodStartDate': `${month}T00:00:00Z`,
    'bill/BillingPeriodEndDate': `${next}T00:00:00Z`,
  }
}

const run = (org: string, folder: string, over: Partial<LabRun> = {}) =>
  lab.run({ org, credential: folderCredential(folder), range: OCTOBER, ...over }).then(
    () => null,
    (error: unknown) => error,
  )

/** What people see: FOCUS rows and ledger of all bills. */
const visible = async (org: string): Promise<Row[]> => [
  ...(await lab.query(
    `SELECT BillingAccountId AS payer, BillingPeriodStart AS month, ChargeCategory AS kind, BilledCost, ListCost
      FROM {{table(cost_data_standard_1_3)}} ORDER BY payer, month, kind, BilledCost`,
    {},
    org,
  )),
  ...(await lab.query(
    `SELECT payer_account_id AS payer, billing_period_start AS month, line_item_type AS kind, source_billed_cost, source_list_cost
      FROM {{table(cloud_conversion_ledger)}} ORDER BY payer, month, kind`,
    {},
    org,
  )),
]
const billedByMonth = async (org: string) =>
  Object.fromEntries(
    (
      await lab.query(
        `SELECT BillingAccountId AS payer, {{cast({{day(BillingPeriodStart)}}, string)}} AS month, {{sum(BilledCost)}} AS billed
          FROM {{table(cost_data_standard_1_3)}} GROUP BY BillingAccountId, BillingPeriodStart`,
        {},
        org,
      )
    ).map((row) => [`${row['payer']} ${String(row['month']).slice(0, 7)}`, row['billed']]),
  )

describe('a bill that does not equal its source never becomes visible', () => {
  const CONVERT = 'sp_cloud_aws_convert_to_focus'
  const LEDGER = 'sp_cloud_aws_conversion_ledger'
  const faults: [string, string, string, string, RegExp][] = [
    [
      'a row is lost',
      CONVERT,
      "AND line_item_type <> 'SavingsPlanNegation'",
      "AND line_item_type <> 'Tax'",
      /billed cost differs.*payer 123412340534, invoice_id INV-1, line_item_group Tax, currency USD, bill_cost 0\.03, focus_cost 0, rows_expected 1, rows_made 0/,
    ],
    [
      'the last decimal is wrong',
      CONVERT,
      'billed_cost AS BilledCost',
      "billed_cost + {{decimal('0.000000000001')}} AS BilledCost",
      /line_item_group Usage, currency USD, bill_cost 0\.2, focus_cost 0\.200000000001/,
    ],
    [
      'money moves between groups',
      CONVERT,
      "WHEN 'SavingsPlanCoveredUsage' THEN 'SavingsPlanUsage'",
      "WHEN 'Tax' THEN 'Usage'",
      /line_item_group Tax.*line_item_group Usage/,
    ],
    [
      'money moves between invoices',
      CONVERT,
      'invoice_id AS InvoiceId',
      "CASE WHEN currency = 'USD' THEN 'INV-2' END AS InvoiceId",
      /invoice_id INV-1, line_item_group Tax.*invoice_id INV-2, line_item_group Tax.*focus_cost 0\.03/,
    ],
    [
      'list cost moves by a cent',
      CONVERT,
      'list_cost AS ListCost',
      "CASE WHEN kind = 'Tax' THEN list_cost + {{decimal('0.01')}} ELSE list_cost END AS ListCost",
      /list cost differs from the bill by 0\.01 or more \(currency USD, bill_cost 0\.21, focus_cost 0\.22\)/,
    ],
    [
      'the ledger loses a line that the conversion loses too',
      LEDGER,
      'billing_period_start = {{date(@period_start)}}',
      "billing_period_start = {{date(@period_start)}} AND line_item_type <> 'Tax'",
      /ledger does not add up to the bill \(payer 123412340534, invoice_id INV-1, currency USD, bill_lines 3, ledger_lines 2, bill_cost 0\.21, ledger_cost 0\.18\)/,
    ],
  ]
  const org = 'restated'
  let folder: string
  let before: Row[]
  beforeAll(async () => {
    folder = await deliver(org)
    expect(await run(org, folder)).toBeNull()
    before = await visible(org)
    expect(before).toHaveLength(6)
    const restated = [usage('2', '0.1', '0.2'), line('Tax', '0.03'), line('Credit', '-0.02')]
    await deliver(org, { lines: restated, assemblyId: 'a-2' })
  })

  test.each(faults)('%s: what was there stays', async (_what, edited, find, replacement, message) => {
    const editSelect = (name: string, select: string) => {
      if (edited === LEDGER && name === CONVERT) return select.replace("<> 'SavingsPlanNegation'", "<> 'Tax'")
      return name === edited && !select.includes('FROM unused') ? select.replace(find, replacement) : select
    }
    const error = await run(org, folder, { editSelect })
    expect(error).toMatchObject({ code: 'invalid_input', message: expect.stringMatching(message) })
    expect(error).toMatchObject({ message: expect.stringContaining('account 123412340534, 2026-10') })
    expect(await visible(org)).toEqual(before)
  })

  test('and what is right replaces it, FOCUS rows and ledger together', async () => {
    expect(await run(org, folder)).toBeNull()
    expect((await visible(org)).map((row) => row['BilledCost'] ?? row['source_billed_cost'])).toEqual([
      '-0.02',
      '0.03',
      '0.2',
      '-0.02',
      '0.03',
      '0.2',
    ])
  })

  test('list cost that moves by less than a cent is what rounding leaves', async () => {
    const folder = await deliver('rounded')
    const editSelect = (name: string, select: string) =>
      name === CONVERT
        ? select.replace('list_cost AS ListCost', "list_cost + {{decimal('0.003')}} AS ListCost")
        : select
    expect(await run('rounded', folder, { editSelect })).toBeNull()
  })
})

describe('a line nobody knows', () => {
  const MYSTERY = line('FlatRateMystery', '5', { 'identity/LineItemId': 'mystery-line' })

  test('keeps back its own bill and no other, and the run says which bill and which line', async () => {
    const folder = await deliver('months', { month: '2026-09-01' })
    await deliver('months', { month: '2026-10-01', lines: [...GOOD, MYSTERY] })
    await deliver('months', { month: '2026-11-01', lines: [usage('3', '0.1', '0.3')] })
    const error = await run('months', folder, { range: { start: '2026-09-01', end: '2026-12-01' } })
    expect(error).toMatchObject({
      code: 'invalid_input',
      message: expect.stringMatching(
        /^1 of 3 slices was refused and stays as before\. The other 2 are made\. account 123412340534, 2026-10, credential cred-1: .*line without a disposition \(line mystery-line, time_interval 2026-10-05T00:00:00Z\/2026-10-05T01:00:00Z, line_item_type FlatRateMystery, product_code AmazonEC2, billed 5, currency USD, line_item_description FlatRateMystery line\)\.$/,
      ),
    })
    expect(await billedByMonth('months')).toEqual({
      '123412340534 2026-09': '0.11',
      '123412340534 2026-11': '0.3',
    })
  })

  test('leaves what was published of its bill until AWS delivers it without the line', async () => {
    const folder = await deliver('again')
    expect(await run('again', folder)).toBeNull()
    await deliver('again', { lines: [usage('9', '0.1', '0.9'), MYSTERY], assemblyId: 'a-2' })
    expect(await run('again', folder)).toMatchObject({
      message: expect.stringContaining('line mystery-line'),
    })
    expect(await billedByMonth('again')).toEqual({ '123412340534 2026-10': '0.11' })
    await deliver('again', { lines: [usage('9', '0.1', '0.9')], assemblyId: 'a-3' })
    expect(await run('again', folder)).toBeNull()
    expect(await billedByMonth('again')).toEqual({ '123412340534 2026-10': '0.9' })
  })

  test('keeps no other payer of the organization from being read and published', async () => {
    const one = await deliver('one-payer', { lines: [...GOOD, MYSTERY] })
    expect(await run('payers', one)).toMatchObject({ message: expect.stringMatching(/^1 of 1 slices/) })
    const other = await deliver('other-payer', { payer: '999900001111', lines: [usage('4', '0.1', '0.4')] })
    const error = await run('payers', other, { credential: folderCredential(other, {}, 'cred-2') })
    expect(error).toMatchObject({
      message: expect.stringMatching(/^1 of 2 slices.*account 123412340534, 2026-10, credential cred-1/),
    })
    expect(await billedByMonth('payers')).toEqual({ '999900001111 2026-10': '0.4' })
  })

  test('is told from lines of its type that are whole', async () => {
    const covered = (id: string, effective: string) =>
      usage('1', '0.1', '0.1', {
        'identity/LineItemId': id,
        'lineItem/LineItemType': 'SavingsPlanCoveredUsage',
        'savingsPlan/SavingsPlanARN': 'arn:aws:savingsplans::123412340534:savingsplan/plan-1',
        'savingsPlan/SavingsPlanEffectiveCost': effective,
      })
    const folder = await deliver('covered', { lines: [covered('whole', '0.07'), covered('half', '')] })
    const error = await run('covered', folder)
    expect(error).toMatchObject({ message: expect.stringContaining('(line half,') })
    expect(error).toMatchObject({ message: expect.not.stringContaining('line whole') })
  })
})
