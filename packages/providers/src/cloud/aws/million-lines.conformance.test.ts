import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { Decimal } from '@cloudact/core/decimal'
import { syntheticCurSelect } from '@cloudact/simulators/aws/synthetic-cur-select'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { canRecompute, recompute } from '../../testing/recompute.ts'
import { folderCredential, openBillLab, type BillLab } from './testing/bill-lab.ts'
import { store } from './testing/write-bill.ts'

const LINES = 1_000_100
const MONTH = '2026-10'

const Recomputed = z.object({
  lines: z.number(),
  kinds: z.record(z.string(), z.number()),
  totals: z.record(
    z.string(),
    z.object({ billed: z.string(), effective: z.string(), list: z.string(), rows: z.number() }),
  ),
})

describe.runIf(canRecompute)('a month of a million lines, recomputed by an independent script', () => {
  let lab: BillLab
  let expected: z.output<typeof Recomputed>
  beforeAll(async () => {
    lab = await openBillLab()
    const folder = join(lab.folder, 'million')
    const file = await deliver(folder)
    expected = Recomputed.parse(await recompute('recompute-aws-bill.py', [file]))
    await lab.run({
      credential: folderCredential(folder),
      range: { start: '2026-10-01', end: '2026-11-01' },
    })
  }, 600_000)
  afterAll(() => lab.close())

  test('has every kind of line', () => {
    expect(expected.lines).toBe(LINES)
    expect(Object.keys(expected.kinds)).toEqual([
      'BundledDiscount',
      'Credit',
      'DiscountedUsage',
      'EdpDiscount',
      'Fee',
      'PrivateRateDiscount',
      'RIFee',
      'Refund',
      'SavingsPlanCoveredUsage',
      'SavingsPlanNegation',
      'SavingsPlanRecurringFee',
      'SavingsPlanUpfrontFee',
      'Tax',
      'Usage',
    ])
  })

  test('billed, effective and list cost per invoice and group are equal to the last decimal', async () => {
    const rows = await lab.query(
      `SELECT COALESCE(InvoiceId, 'none') AS invoice, x_amortization_class AS line_group, {{sum(BilledCost)}} AS billed,
          {{sum(EffectiveCost)}} AS effective, {{sum(ListCost)}} AS list, COUNT(x_source_record_id) AS n
        FROM {{table(cost_data_standard_1_3)}} GROUP BY InvoiceId, x_amortization_class`,
    )
    const found = rows.map((row) => [
      `${row['invoice']}|${row['line_group']}`,
      {
        billed: plain(row['billed']),
        effective: plain(row['effective']),
        list: plain(row['list']),
        rows: Number(row['n']),
      },
    ])
    expect(Object.fromEntries(found)).toEqual(
      Object.fromEntries(
        Object.entries(expected.totals).map(([key, { billed, effective, list, rows: n }]) => [
          key,
          { billed: plain(billed), effective: plain(effective), list: plain(list), rows: n },
        ]),
      ),
    )
    expect(found).toHaveLength(50)
  })
})

/** Writes the month as a CUR 2.0 export of one CSV file, with maps as JSON as AWS writes them. */
async function deliver(folder: string): Promise<string> {
  const key = `data/BILLING_PERIOD=${MONTH}/million-00001.csv.gz`
  const path = join(folder, key)
  await mkdir(dirname(path), { recursive: true })
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: '2GB', threads: '2' })
  const connection = await instance.connect()
  const select = syntheticCurSelect({ rows: LINES, month: MONTH, payer: '123412340534', resources: 50_000 })
  await connection.run("SET TimeZone = 'UTC'")
  await connection.run(
    `COPY (SELECT * REPLACE (to_json(product) AS product, to_json(resource_tags) AS resource_tags) FROM (${select}))
      TO '${path}' (FORMAT csv, HEADER, COMPRESSION gzip)`,
  )
  connection.closeSync()
  instance.closeSync()
  await store(
    join(folder, `metadata/BILLING_PERIOD=${MONTH}/million-Manifest.json`),
    JSON.stringify({ executionId: 'execution-1', dataFiles: [`s3://bucket/million/${key}`], columns: [] }),
  )
  return path
}

function plain(amount: unknown): string {
  return new Decimal(String(amount)).toFixed()
}
