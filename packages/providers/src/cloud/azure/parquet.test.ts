import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { folderCredential, openBillLab, type BillLab } from './testing/bill-lab.ts'
import { usage } from './testing/export-lines.ts'
import { writeExport, writeRun } from './testing/write-export.ts'

const OCTOBER = { start: '2026-10-01', end: '2026-11-01' }
const RAW = `SELECT usage_date, billing_period_start, usage_quantity, unit_price, cost_in_billing_currency, billing_currency, resource_id,
    resource_tags_json, is_azure_credit_eligible, invoice_id, plan_name
  FROM {{table(cloud_azure_billing_raw_daily)}} ORDER BY cost_in_billing_currency`

let lab: BillLab
beforeAll(async () => {
  lab = await openBillLab()
})
afterAll(() => lab.close())

/** A Parquet part with dates as timestamps or text, amounts as floats, decimals or text. */
async function parquet(path: string, select: string): Promise<Buffer> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' })
  const connection = await instance.connect()
  await connection.run(`COPY (${select}) TO '${path}' (FORMAT parquet)`)
  connection.closeSync()
  instance.closeSync()
  return readFile(path)
}

const TYPES = {
  'floats and timestamps': { date: `TIMESTAMP '2026-10-05 00:00:00'`, amount: 'DOUBLE' },
  'decimals and dates': { date: `DATE '2026-10-05'`, amount: 'DECIMAL(38,18)' },
  text: { date: `'10/05/2026'`, amount: 'VARCHAR' },
}

test.each(Object.entries(TYPES))(
  'Parquet parts with %s say what the CSV part says',
  async (name, { date, amount }) => {
    const cells = { IsAzureCreditEligible: 'True', Tags: '"env": "prod"' }
    const lines = [usage('24', '0.1', '2.4', cells), usage('2', '1000.123456', '2000.246912', cells)]
    const csv = `csv_${name.replaceAll(' ', '_')}`
    await writeExport(join(lab.folder, csv), { kind: 'actual', lines, period: OCTOBER.start })
    await lab.run({
      org: csv,
      credential: folderCredential(join(lab.folder, csv)),
      range: OCTOBER,
      until: 'extract',
    })
    const expected = await lab.query(RAW, csv)
    expect(expected).toMatchObject([
      { usage_quantity: '24' },
      { cost_in_billing_currency: '2000.246912', is_azure_credit_eligible: true },
    ])

    const org = csv.replace('csv', 'parquet')
    const parts = await Promise.all(
      lines.map(async (line, index) => {
        const select = `SELECT ${date} AS "Date", '10/01/2026' AS "BillingPeriodStartDate", '${line['Quantity']}'::${amount} AS "Quantity",
        '${line['UnitPrice']}'::${amount} AS "UnitPrice", '${line['Cost']}'::${amount} AS "Cost", 'USD' AS "BillingCurrency",
        '${line['ResourceId']}' AS "ResourceId", '"env": "prod"' AS "Tags", true AS "IsAzureCreditEligible", '' AS "PlanName"`
        const bytes = await parquet(join(lab.folder, `${org}-${index}.parquet`), select)
        return { name: `part_${index}.parquet`, bytes, stored: bytes }
      }),
    )
    await writeRun(join(lab.folder, org), { kind: 'actual', period: OCTOBER.start }, parts)
    await lab.run({
      org,
      credential: folderCredential(join(lab.folder, org)),
      range: OCTOBER,
      until: 'extract',
    })
    expect(await lab.query(RAW, org)).toEqual(expected)
  },
)

test('a cut Parquet part is refused', async () => {
  const bytes = await parquet(join(lab.folder, 'cut.parquet'), `SELECT 1 AS "Quantity"`)
  const stored = bytes.subarray(0, bytes.length - 8)
  await writeRun(join(lab.folder, 'cut'), { kind: 'actual', period: OCTOBER.start }, [
    { name: 'part_0.parquet', bytes: stored, stored },
  ])
  const failed = lab.run({
    org: 'cut',
    credential: folderCredential(join(lab.folder, 'cut')),
    range: OCTOBER,
  })
  await expect(failed).rejects.toMatchObject({
    code: 'invalid_input',
    message: expect.stringContaining('it is not a complete Parquet file'),
  })
})
