import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { canRecompute, recompute } from '../../testing/recompute.ts'
import { focusViolations } from '../aws/testing/focus-invariants.ts'
import { folderCredential, openBillLab, type BillLab } from './testing/bill-lab.ts'
import { credit, line, usage, writeTable } from './testing/export-lines.ts'
import { billedTotals, convertedTotals, listDifference, Recomputed } from './testing/recomputed.ts'

const OCTOBER = { start: '2026-10-01', end: '2026-11-01' }
const FILE = 'export-000000000000.jsonl'

let lab: BillLab
beforeAll(async () => {
  lab = await openBillLab()
}, 60_000)
afterAll(() => lab.close())

/** An amount of up to twelve decimals, of either sign. */
const amount = fc
  .tuple(
    fc.boolean(),
    fc.integer({ min: 0, max: 99_999 }),
    fc.bigInt({ min: 0n, max: 10n ** 12n - 1n }),
    fc.nat(12),
  )
  .map(
    ([negative, whole, fraction, places]) =>
      `${negative ? '-' : ''}${whole}.${fraction.toString().padStart(12, '0').slice(0, places) || '0'}`,
  )
const anyCredit = fc
  .tuple(
    fc.constantFrom(
      'COMMITTED_USAGE_DISCOUNT',
      'DISCOUNT',
      'FREE_TIER',
      'PROMOTION',
      'RESELLER_MARGIN',
      'SUBSCRIPTION_BENEFIT',
      'SUSTAINED_USAGE_DISCOUNT',
    ),
    amount,
  )
  .map(([type, value]) => credit(type, value))
const anyLine = fc
  .record({
    type: fc.constantFrom('regular', 'regular', 'regular', 'tax', 'adjustment', 'rounding_error'),
    cost: amount,
    list: fc.option(amount),
    hours: fc.constantFrom('0', '0.0000004', '0.5', '1', '24.123456', '744', '123456.789012', '98765432.1'),
    currency: fc.constantFrom('USD', 'EUR'),
    credits: fc.array(anyCredit, { maxLength: 3 }),
  })
  .map(({ type, cost, list, hours, currency, credits }) =>
    type === 'regular'
      ? usage(hours, cost, { cost_at_list: list, currency, credits })
      : line(type, cost, { currency, credits }),
  )

describe.runIf(canRecompute)('any month, recomputed by an independent script', () => {
  test('is billed to the last decimal and listed to a cent, and breaks no rule of FOCUS', async () => {
    let number = 0
    await fc.assert(
      fc.asyncProperty(fc.array(anyLine, { minLength: 40, maxLength: 80 }), async (lines) => {
        number += 1
        const folder = await writeTable(join(lab.folder, 'any'), lines, FILE)
        await writeFile(join(folder, 'run.txt'), String(number))
        await lab.run({ credential: folderCredential(folder), range: OCTOBER })
        const expected = Recomputed.parse(
          await recompute('recompute-gcp-bill.py', ['202610', join(folder, FILE)]),
        )
        const totals = await convertedTotals(lab)
        expect(billedTotals(totals)).toEqual(billedTotals(expected.totals))
        expect(listDifference(totals, expected.totals)).toBeLessThan(0.01)
        const rows = await lab.query('SELECT * FROM {{table(cost_data_standard_1_3)}}')
        expect(rows.flatMap(focusViolations)).toEqual([])
      }),
      { numRuns: 3, endOnFailure: true },
    )
  }, 120_000)
})
