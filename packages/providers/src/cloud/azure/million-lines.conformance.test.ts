import { mkdir } from 'node:fs/promises'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { Decimal } from '@cloudact/core/decimal'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { canRecompute, recompute } from '../../testing/recompute.ts'
import { folderCredential, openBillLab, type BillLab } from './testing/bill-lab.ts'
import { convertedTotals, plainTotals, Recomputed } from './testing/recomputed.ts'
import { syntheticExportSelect } from './testing/synthetic-export-select.ts'
import { writeRun } from './testing/write-export.ts'

const USAGE = 500_000
const OCTOBER = { start: '2026-10-01', end: '2026-11-01' }

describe.runIf(canRecompute)('a month of a million lines, recomputed by an independent script', () => {
  let lab: BillLab
  let expected: Recomputed
  beforeAll(async () => {
    lab = await openBillLab()
    const folder = join(lab.folder, 'million')
    const files = await deliver(lab.folder, folder)
    expected = Recomputed.parse(await recompute('recompute-azure-bill.py', files))
    await lab.run({ credential: folderCredential(folder), range: OCTOBER })
  }, 600_000)
  afterAll(() => lab.close())

  test('has every kind of line in the exports that state it', () => {
    expect(expected.lines).toBeGreaterThan(1_000_000)
    expect(Object.keys(expected.kinds)).toEqual([
      'actual Credit OnDemand',
      'actual Purchase OnDemand',
      'actual Purchase Reservation',
      'actual Purchase SavingsPlan',
      'actual Refund OnDemand',
      'actual Refund Reservation',
      'actual RoundingAdjustment OnDemand',
      'actual Tax OnDemand',
      'actual Usage OnDemand',
      'actual Usage Reservation',
      'actual Usage SavingsPlan',
      'actual Usage Spot',
      'amortized Credit OnDemand',
      'amortized Purchase OnDemand',
      'amortized Refund OnDemand',
      'amortized RoundingAdjustment OnDemand',
      'amortized Tax OnDemand',
      'amortized UnusedReservation Reservation',
      'amortized UnusedSavingsPlan SavingsPlan',
      'amortized Usage OnDemand',
      'amortized Usage Reservation',
      'amortized Usage SavingsPlan',
      'amortized Usage Spot',
    ])
  })

  test('billed, effective and list cost per invoice and kind are equal to the last decimal', async () => {
    const totals = await convertedTotals(lab)
    expect(totals).toEqual(plainTotals(expected.totals))
    expect(Object.keys(totals)).toHaveLength(20)
    const effective = Object.values(totals).reduce((sum, each) => sum.plus(each.effective), new Decimal(0))
    expect(effective.toFixed()).toBe(new Decimal(expected.amortized).toFixed())
  })
})

/** Writes both exports as one part each and returns them as the script wants them. */
async function deliver(work: string, folder: string): Promise<string[]> {
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: '2GB', threads: '2' })
  const connection = await instance.connect()
  const files: string[] = []
  for (const kind of ['actual', 'amortized'] as const) {
    await mkdir(work, { recursive: true })
    const path = join(work, `${kind}.csv`)
    const select = syntheticExportSelect(kind, { usage: USAGE, resources: 50_000 })
    await connection.run(`COPY (${select}) TO '${path}' (FORMAT csv, HEADER)`)
    const bytes = readFileSync(path)
    await writeRun(folder, { kind, period: OCTOBER.start }, [{ name: 'part_0.csv', bytes, stored: bytes }])
    files.push(`${kind}=${path}`)
  }
  connection.closeSync()
  instance.closeSync()
  return files
}
