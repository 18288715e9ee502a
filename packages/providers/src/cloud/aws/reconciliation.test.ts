import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compareTotals, type Totals } from './compare-totals.ts'
import { line, usage } from './testing/bill-lines.ts'
import { folderCredential, openBillLab, type BillLab } from './testing/bill-lab.ts'
import { writeBill } from './testing/write-bill.ts'

const range = { start: '2026-10-01', end: '2026-11-01' }

let lab: BillLab
let folder: string
beforeAll(async () => {
  lab = await openBillLab()
  folder = join(lab.folder, 'bill')
  await writeBill(folder, { lines: [usage('1', '0.1', '0.1'), line('Tax', '0.02')], period: range.start })
})
afterAll(() => lab.close())

/** Runs with a conversion that was tampered with. */
const tampered = (org: string, find: string, replacement: string) =>
  lab.run({
    org,
    credential: folderCredential(folder),
    range,
    editSelect: (name, select) => {
      if (name !== 'sp_cloud_aws_convert_to_focus' || !select.includes(find)) return select
      return select.replace(find, replacement)
    },
  })

describe('a conversion that is wrong is caught', () => {
  test('a row that is lost', async () => {
    await expect(
      tampered('lost', "AND line_item_type <> 'SavingsPlanNegation'", "AND line_item_type <> 'Tax'"),
    ).rejects.toMatchObject({
      message: expect.stringMatching(
        /invoice INV-1, Tax: billed 0 instead of 0\.02 USD; invoice INV-1, Tax: 0 rows instead of 1/,
      ),
    })
  })

  test('one unit in the last decimal', async () => {
    await expect(
      tampered(
        'unit',
        'billed_cost AS BilledCost',
        "billed_cost + {{decimal('0.000000000001')}} AS BilledCost",
      ),
    ).rejects.toMatchObject({ message: expect.stringContaining('billed 0.100000000001 instead of 0.1 USD') })
  })

  test('a list cost that moves by more than a cent is reported, not fatal', async () => {
    const { findings } = await tampered(
      'list',
      'list_cost AS ListCost',
      "list_cost + {{decimal('0.01')}} AS ListCost",
    )
    expect(findings).toContainEqual(
      expect.objectContaining({ code: 'list_cost_difference', severity: 'warning' }),
    )
  })
})

describe('compareTotals', () => {
  const totals = (part: Partial<Totals>): Totals => ({
    invoice: 'A',
    currency: 'USD',
    group: 'Usage',
    billed: '1',
    list: '1',
    lines: 1,
    rows: 1,
    ...part,
  })

  test('equal sums have no fault, whatever the zeros', () => {
    expect(compareTotals([totals({ billed: '1.10' })], [totals({ billed: '1.1' })]).faults).toEqual([])
  })

  test('two currencies are two totals', () => {
    const { faults, listDifferences } = compareTotals(
      [totals({}), totals({ currency: 'EUR', list: '2' })],
      [totals({ list: '1.5' }), totals({ currency: 'EUR', list: '2' })],
    )
    expect(faults).toEqual([])
    expect(listDifferences).toEqual({ USD: '0.5', EUR: '0' })
  })

  test('a group that only one side has is a fault', () => {
    expect(compareTotals([], [totals({ invoice: null })]).faults).toEqual([
      'invoice (none yet), Usage: billed 1 instead of 0 USD',
      'invoice (none yet), Usage: 1 rows instead of 0',
    ])
  })
})
