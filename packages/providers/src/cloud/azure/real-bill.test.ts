import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Decimal } from '@cloudact/core/decimal'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { focusViolations } from '../aws/testing/focus-invariants.ts'
import { readCsv } from '../files/csv.ts'
import { canRecompute, recompute } from '../../testing/recompute.ts'
import { folderCredential, openBillLab, type BillLab } from './testing/bill-lab.ts'
import { convertedTotals, plainTotals, Recomputed } from './testing/recomputed.ts'
import { store, writeRun } from './testing/write-export.ts'

/** Lines of a real enterprise agreement; not part of the repository. */
const SAMPLES = join(import.meta.dirname, '../../../../../../shared/data/azure-ea')
const ACTUAL = join(SAMPLES, 'EA_ActualCost_Small.csv')
const AMORTIZED = join(SAMPLES, 'EA_AmortizedCost_Small.csv')
const SEPTEMBER = { start: '2023-09-01', end: '2023-10-01' }

let lab: BillLab
beforeAll(async () => {
  lab = await openBillLab()
})
afterAll(() => lab.close())

describe.runIf(existsSync(SAMPLES) && canRecompute)('the exports of a real enterprise agreement', () => {
  test('the actual one alone: what is billed is complete, what covered usage is worth is said to be missing', async () => {
    await deliver('actual_alone', { actual: [readFileSync(ACTUAL)] })
    const { findings } = await convert('actual_alone')
    expect(findings).toMatchObject([
      { code: 'amortized_export_missing', detail: { charges: 1, fees: '3.25', currency: 'USD' } },
    ])
    const expected = Recomputed.parse(await recompute('recompute-azure-bill.py', [`actual=${ACTUAL}`]))
    expect(await convertedTotals(lab, 'actual_alone')).toEqual(plainTotals(expected.totals))
    expect(Object.keys(expected.totals)).toEqual(['none|Commitment', 'none|Usage'])
  })

  test('excerpts that are not of the same charges are not taken for a pair', async () => {
    await deliver('excerpts', { actual: [readFileSync(ACTUAL)], amortized: [readFileSync(AMORTIZED)] })
    await expect(convert('excerpts')).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringMatching(
        /effective cost differs from the amortized export \(line_item_group Usage, currency USD, amortized_cost 15\.797780136169, focus_cost 5\.295007786742\)/,
      ),
    })
    expect(await lab.query('SELECT 1 AS one FROM {{table(cost_data_standard_1_3)}}', 'excerpts')).toEqual([])
  })

  describe('completed to a pair by the uncovered lines of the amortized one', () => {
    beforeAll(async () => {
      const parts = [readFileSync(ACTUAL), await missingFromActual()]
      await deliver('pair', { actual: parts, amortized: [readFileSync(AMORTIZED)] })
      await convert('pair')
    })

    test('have the totals an independent script computes, to the last decimal', async () => {
      const second = join(lab.folder, 'pair-part-1.csv')
      await store(second, await missingFromActual())
      const files = [`actual=${ACTUAL}`, `actual=${second}`, `amortized=${AMORTIZED}`]
      const expected = Recomputed.parse(await recompute('recompute-azure-bill.py', files))
      expect(expected.lines).toBe(11 + 16 + 28)
      const totals = await convertedTotals(lab, 'pair')
      expect(totals).toEqual(plainTotals(expected.totals))
      const effective = Object.values(totals).reduce((sum, each) => sum.plus(each.effective), new Decimal(0))
      expect(effective.toFixed()).toBe(expected.amortized)
    })

    test('obey FOCUS on every row, with exact products', async () => {
      const rows = await lab.query('SELECT * FROM {{table(cost_data_standard_1_3)}}', 'pair')
      expect(rows).toHaveLength(1 + 26 + 2)
      expect(rows.flatMap(focusViolations)).toEqual([])
      expect(rows.filter((row) => row['ServiceCategory'] === 'Other')).toEqual([])
    })

    test('keep tags and details of covered usage', async () => {
      const rows = await lab.query(
        "SELECT Tags, SkuPriceDetails, CommitmentDiscountQuantity, CommitmentDiscountUnit, CommitmentDiscountName FROM {{table(cost_data_standard_1_3)}} WHERE CommitmentDiscountType = 'Reservation' AND ChargeCategory = 'Usage'",
        'pair',
      )
      expect(rows).toMatchObject([
        {
          CommitmentDiscountQuantity: '16',
          CommitmentDiscountUnit: 'Hours',
          CommitmentDiscountName: 'ProdDS1VMReservation',
        },
      ])
      expect(JSON.parse(String(rows[0]?.['Tags']))).toMatchObject({
        poolName: 'agentpool',
        env: 'prod',
        org: 'trey',
      })
      expect(JSON.parse(String(rows[0]?.['SkuPriceDetails']))).toMatchObject({
        InstanceType: 'Standard_DS2_v2',
        CoreCount: '2',
      })
    })
  })
})

async function deliver(
  org: string,
  files: { readonly actual: readonly Buffer[]; readonly amortized?: readonly Buffer[] },
): Promise<void> {
  for (const kind of ['actual', 'amortized'] as const) {
    const parts = files[kind]?.map((bytes, index) => ({ name: `part_${index}.csv`, bytes, stored: bytes }))
    if (parts) await writeRun(join(lab.folder, org), { kind, period: SEPTEMBER.start }, parts)
  }
}

function convert(org: string) {
  return lab.run({ org, credential: folderCredential(join(lab.folder, org)), range: SEPTEMBER })
}

/** Uncovered lines of the amortized sample that the actual one lacks, as a part of the actual export. */
async function missingFromActual(): Promise<Buffer> {
  const actual = await records(ACTUAL)
  const [header = [], ...lines] = await records(AMORTIZED)
  const model = header.indexOf('PricingModel')
  const known = new Set(actual.map((fields) => fields.join('\n')))
  const missing = lines.filter((fields) => fields[model] === 'OnDemand' && !known.has(fields.join('\n')))
  const text = [header, ...missing]
    .map((fields) => fields.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','))
    .join('\r\n')
  return Buffer.from(`${text}\r\n`)
}

async function records(path: string): Promise<string[][]> {
  const found: string[][] = []
  for await (const { fields } of readCsv(path)) found.push(fields)
  return found
}
