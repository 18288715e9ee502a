import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { syntheticCurSelect } from '@cloudact/simulators/aws/synthetic-cur-select'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { folderCredential, openBillLab, type BillLab } from './testing/bill-lab.ts'
import { focusViolations } from './testing/focus-invariants.ts'
import { readParquetFooter } from '../files/parquet-footer.ts'
import { store } from './testing/write-bill.ts'

const LINES = 2_000
const range = { start: '2026-10-01', end: '2026-11-01' }

let lab: BillLab
beforeAll(async () => {
  lab = await openBillLab()
})
afterAll(() => lab.close())

/** A CUR 2.0 export of one Parquet file with map columns, as Data Exports lays it out. */
async function deliver(
  folder: string,
  select: string,
  edit: (bytes: Buffer) => Buffer = (bytes) => bytes,
): Promise<void> {
  const name = folder.split('/').at(-1) ?? ''
  const key = `data/BILLING_PERIOD=2026-10/execution-1/${name}-00001.snappy.parquet`
  const made = join(lab.folder, `${name}.parquet`)
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  await connection.run(`COPY (${select}) TO '${made}' (FORMAT parquet)`)
  connection.disconnectSync()
  instance.closeSync()
  await store(join(folder, key), edit(await readFile(made)))
  await store(
    join(folder, `metadata/BILLING_PERIOD=2026-10/${name}-Manifest.json`),
    JSON.stringify({
      executionId: 'execution-1',
      dataFiles: [`s3://bucket/exports/${name}/${key}`],
      columns: [],
    }),
  )
}

const synthetic = syntheticCurSelect({ rows: LINES, month: '2026-10', payer: '123412340534', resources: 500 })

test('a CUR 2.0 export in Parquet with map columns converts and reconciles', async () => {
  const folder = join(lab.folder, 'cur2')
  await deliver(folder, synthetic)
  const result = await lab.run({
    credential: folderCredential(folder),
    range,
  })
  expect(result.steps['extract']?.rows).toBe(LINES)
  const rows = await lab.query('SELECT * FROM {{table(cost_data_standard_1_3)}}')
  expect(rows.flatMap(focusViolations)).toEqual([])
  expect(Object.keys(JSON.parse(String(rows[0]?.['Tags'])))).toEqual(['environment', 'team', 'cost_center'])
  expect(
    rows.some(
      (row) =>
        row['ServiceName'] === 'Amazon Elastic Compute Cloud' &&
        row['RegionName'] === 'US East (N. Virginia)',
    ),
  ).toBe(true)
})

test('doubles become the decimals they were printed from', async () => {
  const folder = join(lab.folder, 'doubles')
  const amounts = ['0.1', '123456.789012', '0.0000000052', '1234567890.12', '-98765.4321', '3000000']
  const lines = amounts.map(
    (amount, index) =>
      `SELECT * REPLACE ('Usage' AS line_item_line_item_type, ${amount}::DOUBLE AS line_item_unblended_cost, 'line-${index}' AS identity_line_item_id) FROM one`,
  )
  await deliver(folder, `WITH one AS (SELECT * FROM (${synthetic}) LIMIT 1) ${lines.join(' UNION ALL ')}`)
  await lab.run({
    org: 'doubles',
    credential: folderCredential(folder),
    range,
  })
  const rows = await lab.query(
    'SELECT BilledCost FROM {{table(cost_data_standard_1_3)}} ORDER BY x_source_record_id',
    {},
    'doubles',
  )
  expect(rows.map((row) => row['BilledCost'])).toEqual(amounts)
})

test('a cut Parquet file is refused', async () => {
  const cut = join(lab.folder, 'cut')
  await deliver(cut, synthetic, (bytes) => bytes.subarray(0, bytes.length - 10))
  await expect(lab.run({ org: 'cut', credential: folderCredential(cut), range })).rejects.toMatchObject({
    code: 'invalid_input',
    message: expect.stringContaining('not a complete Parquet file'),
  })
})

test('a footer tells the columns and the payer of a file', async () => {
  const made = join(lab.folder, 'cur2.parquet')
  const footer = await readParquetFooter(made)
  expect(footer?.columns.slice(0, 3)).toEqual([
    'identity_line_item_id',
    'identity_time_interval',
    'bill_payer_account_id',
  ])
  expect(footer?.columns.slice(-2)).toEqual(['product', 'resource_tags'])
  expect(footer?.smallestText('bill_payer_account_id')).toBe('123412340534')
  expect(footer?.smallestText('line_item_usage_amount.none')).toBeNull()
  expect(await readParquetFooter(import.meta.filename)).toBeNull()
})
