import { join } from 'node:path'
import { folderCredential, openBillLab, type BillLab } from '@cloudact/providers/cloud/azure/testing/bill-lab'
import { covered, line, PLAN, RESERVATION, usage } from '@cloudact/providers/cloud/azure/testing/export-lines'
import { writeExport } from '@cloudact/providers/cloud/azure/testing/write-export'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAsked, expectSameTables } from '../testing/emulator/same-tables.ts'
import { openTestBigQuery, type TestBigQuery } from '../testing/emulator/open-test-bigquery.ts'

const OCTOBER = { start: '2026-10-01', end: '2026-11-01' }
/** Twelve decimals, negatives, empty cells, another currency and the last day of the month. */
const UNCOVERED = [
  usage('24', '0.11', '2.64'),
  usage('24.5', '0.075210000001', '1.842645000025', { PricingModel: 'Spot' }),
  usage('3', '', '1', { PayGPrice: '' }),
  usage('-5', '0.1', '-0.5', { Date: '10/31/2026' }),
  usage('1', '3', '3', { BillingCurrency: 'EUR' }),
  line('Tax', '-0.190001'),
  line('Refund', '-12.5'),
]
const ACTUAL = [
  line('Purchase', '24', { PricingModel: 'SavingsPlan', benefitId: PLAN, Term: '36' }),
  covered('8', '0', 'Reservation'),
  covered('10', '0', 'SavingsPlan'),
]
const AMORTIZED = [
  covered('8', '0.8', 'Reservation'),
  covered('10', '0.75', 'SavingsPlan'),
  line('UnusedReservation', '0.4', { Quantity: '4', PricingModel: 'Reservation', benefitId: RESERVATION }),
]

let opened: TestBigQuery
let labs: readonly [lake: BillLab, bigquery: BillLab]
beforeAll(async () => {
  const lake = await openBillLab()
  const bigquery = await openBillLab(async (database) => {
    opened = await openTestBigQuery(database)
    return { forOrg: (org) => opened.warehouse.forOrg(org), close: () => opened.closeKeepingDatabase() }
  })
  labs = [lake, bigquery]
})
afterAll(async () => {
  for (const lab of labs) await lab.close()
})

test('Azure exports are converted to the same rows on both engines, checked by every check', async () => {
  for (const lab of labs) {
    const folder = join(lab.folder, 'exports')
    await writeExport(folder, { kind: 'actual', lines: [...UNCOVERED, ...ACTUAL], period: OCTOBER.start })
    await writeExport(folder, {
      kind: 'amortized',
      lines: [...UNCOVERED, ...AMORTIZED],
      period: OCTOBER.start,
    })
    await lab.run({ credential: folderCredential(folder), range: OCTOBER })
  }
  await expectSameTables(
    labs,
    [
      'cloud_azure_billing_raw_daily',
      'cloud_azure_amortized_raw_daily',
      'cloud_conversion_ledger',
      'cost_data_standard_1_3',
    ],
    UNCOVERED.length,
  )
  expectAsked(labs[0].catalog, opened.front.jobs, 'sp_cloud_azure_')
})

test('one that does not add up is refused in the same words', async () => {
  const outcomes: unknown[] = []
  for (const lab of labs) {
    const folder = join(lab.folder, 'refused')
    const lines = [usage('24', '0.11', '2.64'), line('Mystery', '1.000001')]
    await writeExport(folder, { kind: 'actual', lines, period: OCTOBER.start })
    const run = lab.run({ org: 'umbrella', credential: folderCredential(folder), range: OCTOBER })
    outcomes.push(await run.then(() => 'was published', String))
  }
  expect(outcomes[0]).toContain('were refused by sp_cloud_azure_check_bill')
  expect(outcomes[1]).toEqual(outcomes[0])
})
