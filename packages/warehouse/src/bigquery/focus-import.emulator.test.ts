import { openBillLab, type BillLab } from '@cloudact/providers/cloud/aws/testing/bill-lab'
import {
  csvOf,
  deliver,
  importFolder,
  type FocusRow,
} from '@cloudact/providers/cloud/focus/testing/focus-lab'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAsked, expectSameTables } from '../testing/emulator/same-tables.ts'
import { openTestBigQuery, type TestBigQuery } from '../testing/emulator/open-test-bigquery.ts'

const PIPELINE = 'cloud/focus/import'

let opened: TestBigQuery
let labs: readonly [lake: BillLab, bigquery: BillLab]
beforeAll(async () => {
  const lake = await openBillLab(undefined, PIPELINE)
  const bigquery = await openBillLab(async (database) => {
    opened = await openTestBigQuery(database)
    return { forOrg: (org) => opened.warehouse.forOrg(org), close: () => opened.closeKeepingDatabase() }
  }, PIPELINE)
  labs = [lake, bigquery]
})
afterAll(async () => {
  for (const lab of labs) await lab.close()
})

/** Nine decimals and more, a negative amount, empty cells and the edges of the month. */
const ROWS: readonly FocusRow[] = [
  { BilledCost: '0.300000001', EffectiveCost: '0.299999999999', Tags: '{"team":"a"}' },
  {
    BilledCost: '-0.123456789',
    EffectiveCost: '-0.123456789',
    ListCost: '-0.123456789',
    ContractedCost: '-0.123456789',
    ChargeCategory: 'Credit',
    ConsumedQuantity: '',
    ConsumedUnit: '',
    PricingQuantity: '',
    PricingUnit: '',
    ListUnitPrice: '',
    ContractedUnitPrice: '',
    PricingCategory: '',
    SkuId: '',
    SkuPriceId: '',
  },
  { ChargePeriodStart: '2026-10-01T00:00:00Z', ChargePeriodEnd: '2026-10-01T01:00:00Z', RegionId: '' },
  { ChargePeriodStart: '2026-10-31T23:00:00Z', ChargePeriodEnd: '2026-11-01T00:00:00Z' },
]

test('FOCUS files are imported to the same rows on both engines, checked by every check', async () => {
  for (const lab of labs) {
    await deliver(lab, 'acme', { 'focus.csv': csvOf(ROWS) })
    await importFolder(lab, 'acme')
  }
  await expectSameTables(
    labs,
    ['focus_raw', 'cloud_conversion_ledger', 'cost_data_standard_1_3'],
    ROWS.length,
  )
  expectAsked(labs[0].catalog, opened.front.jobs, /sp_(convert_focus|focus)_/)
})

test('one that is converted wrongly is refused in the same words', async () => {
  const outcomes: unknown[] = []
  for (const lab of labs) {
    await deliver(lab, 'umbrella', { 'focus.csv': csvOf([{ BilledCost: '0.300000001' }]) })
    const editSelect = (name: string, select: string): string =>
      name === 'sp_convert_focus_to_1_3'
        ? select.replace(/^ {2}BilledCost,/m, "  {{mul(BilledCost, {{decimal('2')}})}} AS BilledCost,")
        : select
    outcomes.push(await importFolder(lab, 'umbrella', { editSelect }).then(() => 'was published', String))
  }
  expect(outcomes[0]).toContain('were refused by sp_focus_check_import')
  expect(outcomes[1]).toEqual(outcomes[0])
})
