import { join } from 'node:path'
import { Decimal } from '@cloudact/core/decimal'
import { writeSampleCur } from '@cloudact/simulators/aws/write-sample-cur'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { folderCredential, openBillLab, type BillLab, type LabResult } from './testing/bill-lab.ts'
import { focusViolations } from './testing/focus-invariants.ts'

const now = Date.parse('2026-11-06T10:00:00Z')

let lab: BillLab
let result: LabResult
let lines: number
beforeAll(async () => {
  lab = await openBillLab()
  const folder = join(lab.folder, 'bucket')
  const sample = await writeSampleCur({ folder }, { months: 2, seed: 7, now })
  lines = sample.months.reduce((sum, month) => sum + month.lines.length, 0)
  result = await lab.run({
    credential: folderCredential(join(folder, sample.prefix)),
    range: { start: '2026-10-01', end: '2026-11-06' },
    startedAt: '2026-11-06T10:00:00.000Z',
  })
})
afterAll(() => lab.close())

test('the demo bill of several accounts and months reconciles', async () => {
  expect(lines).toBeGreaterThan(4_000)
  const [ledger] = await lab.query(
    'SELECT {{cast({{sum(source_lines)}}, int64)}} AS lines FROM {{table(cloud_conversion_ledger)}}',
  )
  expect(ledger).toEqual({ lines })
  expect(result.findings).toEqual([])
  const kinds = await lab.query(
    'SELECT DISTINCT disposition FROM {{table(cloud_conversion_ledger)}} ORDER BY disposition',
  )
  expect(kinds.map((row) => row['disposition'])).toEqual(['cancelled_pair', 'row', 'split'])
})

test('every row obeys FOCUS', async () => {
  const rows = await lab.query('SELECT * FROM {{table(cost_data_standard_1_3)}}')
  expect(rows.flatMap(focusViolations)).toEqual([])
  expect(new Set(rows.map((row) => row['ChargeCategory']))).toEqual(
    new Set(['Usage', 'Purchase', 'Tax', 'Credit', 'Adjustment']),
  )
  expect(new Set(rows.map((row) => row['x_billing_status']))).toEqual(new Set(['open', 'provisional']))
})

test('per commitment, what usage and waste cost is what was paid for it', async () => {
  const rows = await lab.query(
    `SELECT CommitmentDiscountId AS id, BillingPeriodStart AS month,
        {{sum(CASE WHEN ChargeCategory = 'Usage' THEN EffectiveCost ELSE {{decimal('0')}} END)}} AS used,
        {{sum(CASE WHEN ChargeCategory = 'Purchase' THEN BilledCost ELSE {{decimal('0')}} END)}} AS paid
      FROM {{table(cost_data_standard_1_3)}} WHERE CommitmentDiscountId IS NOT NULL GROUP BY CommitmentDiscountId, BillingPeriodStart`,
  )
  expect(rows).toHaveLength(4)
  for (const plan of rows)
    expect(new Decimal(String(plan['used'])).toFixed()).toBe(new Decimal(String(plan['paid'])).toFixed())
})
