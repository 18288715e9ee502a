import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { syntheticFocusSelect } from '@cloudact/simulators/focus/synthetic-focus-select'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { canRecompute, recompute } from '../../testing/recompute.ts'
import type { BillLab } from '../aws/testing/bill-lab.ts'
import { csvOf, deliver, importFolder, openFocusLab } from './testing/focus-lab.ts'
import { exact, listDrift, Recomputed, totalsOf } from './testing/recomputed.ts'

const ROWS = 1_000_100

describe.runIf(canRecompute)(
  'a month of a million rows in Parquet, recomputed by an independent script from CSV',
  () => {
    let lab: BillLab
    let expected: z.output<typeof Recomputed>
    beforeAll(async () => {
      lab = await openFocusLab()
      const folder = join(lab.folder, 'million')
      await mkdir(folder)
      const csv = join(lab.folder, 'million.csv.gz')
      await generate(folder, csv)
      expected = Recomputed.parse(await recompute('recompute-focus.py', [csv]))
      await importFolder(lab, 'million')
    }, 600_000)
    afterAll(() => lab.close())

    test('billed and effective cost and rows per account and category are equal to the last decimal', async () => {
      expect(expected.rows).toBe(ROWS)
      const ours = await totalsOf(lab, 'million')
      expect(exact(ours)).toEqual(exact(expected.totals))
      expect(Object.keys(ours)).toHaveLength(3 * 4)
      expect(listDrift(ours, expected.totals).lessThan('0.01')).toBe(true)
    })

    test('the ledger accounts for every row', async () => {
      expect(
        await lab.query(
          'SELECT disposition, {{cast({{sum(source_lines)}}, int64)}} AS n FROM {{table(cloud_conversion_ledger)}} GROUP BY disposition',
          {},
          'million',
        ),
      ).toEqual([{ disposition: 'row', n: ROWS }])
    })
  },
)

test('ten thousand files in one month are one month', async () => {
  const lab = await openFocusLab()
  try {
    const count = 10_000
    const files = Array.from({ length: count }, (_, index) => [
      `2026/10/${index % 31}/part-${index}.csv.gz`,
      csvOf([{ BilledCost: `0.${String(index).padStart(6, '0')}` }]),
    ])
    await deliver(lab, 'ten_thousand', Object.fromEntries(files))
    await importFolder(lab, 'ten_thousand')
    expect(
      await lab.query(
        'SELECT COUNT(*) AS n, {{sum(BilledCost)}} AS billed FROM {{table(cost_data_standard_1_3)}}',
        {},
        'ten_thousand',
      ),
    ).toEqual([{ n: count, billed: '49.995' }])
  } finally {
    await lab.close()
  }
})

/** The same rows as Parquet parts and, for the script, as CSV. */
async function generate(folder: string, csv: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: '2GB', threads: '2' })
  const connection = await instance.connect()
  await connection.run("SET TimeZone = 'UTC'")
  const select = syntheticFocusSelect({ rows: ROWS, month: '2026-10' })
  await connection.run(`COPY (${select}) TO '${join(folder, 'part.parquet')}' (FORMAT parquet)`)
  await connection.run(
    `COPY (SELECT * REPLACE (to_json(Tags) AS Tags) FROM (${select})) TO '${csv}' (FORMAT csv, HEADER, COMPRESSION gzip)`,
  )
  connection.closeSync()
  instance.closeSync()
}
