import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Decimal } from '@cloudact/core/decimal'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readCsv } from '../files/csv.ts'
import { folderCredential, openBillLab, type BillLab } from './testing/bill-lab.ts'
import { focusViolations } from './testing/focus-invariants.ts'
import { writeBill, type BillLine } from './testing/write-bill.ts'

/** A real, anonymized bill; not part of the repository. */
const REAL_BILL = join(
  import.meta.dirname,
  '../../../../../../shared/data/aws-cur-legacy/sample-anonymous-aws-export-dataset.csv',
)
const range = { start: '2023-11-01', end: '2023-12-01' }

describe.runIf(existsSync(REAL_BILL))('a real bill of 1,281 lines', () => {
  let lab: BillLab
  let source: BillLine[]
  beforeAll(async () => {
    lab = await openBillLab()
    const folder = join(lab.folder, 'real')
    source = await readLines(REAL_BILL)
    await writeBill(folder, {
      lines: source,
      period: '2023-11-01',
      compression: 'csv',
      editText: () => readFileSync(REAL_BILL, 'utf8'),
    })
    await lab.run({ credential: folderCredential(folder), range })
  })
  afterAll(() => lab.close())

  test('has one disposition per line', async () => {
    const ledger = await lab.query(
      'SELECT line_item_type, disposition, source_lines, focus_rows FROM {{table(cloud_conversion_ledger)}} ORDER BY line_item_type',
    )
    expect(ledger).toEqual([
      { line_item_type: 'Tax', disposition: 'row', source_lines: 12, focus_rows: 12 },
      { line_item_type: 'Usage', disposition: 'row', source_lines: 1269, focus_rows: 1269 },
    ])
  })

  test('keeps BilledCost by invoice and line item group to the last decimal', async () => {
    const expected = new Map<string, Decimal>()
    for (const line of source) {
      const key = `${line['bill/InvoiceId'] || 'none'}/${line['lineItem/LineItemType']}`
      expected.set(key, (expected.get(key) ?? new Decimal(0)).plus(line['lineItem/UnblendedCost'] ?? 0))
    }
    const converted = await lab.query(
      `SELECT COALESCE(InvoiceId, 'none') AS invoice, x_amortization_class AS line_group, {{sum(BilledCost)}} AS billed
        FROM {{table(cost_data_standard_1_3)}} GROUP BY InvoiceId, x_amortization_class`,
    )
    expect(
      Object.fromEntries(
        converted.map((row) => [`${row['invoice']}/${row['line_group']}`, String(row['billed'])]),
      ),
    ).toEqual(Object.fromEntries([...expected].map(([key, sum]) => [key, sum.toFixed()])))
    expect([...expected.values()].reduce((sum, each) => sum.plus(each)).toFixed()).toBe('1.6823086974')
  })

  test('copies BilledCost of every line digit for digit', async () => {
    const rows = await lab.query(
      'SELECT x_source_record_id, ChargePeriodStart, BilledCost FROM {{table(cost_data_standard_1_3)}}',
    )
    const text = (id: string, start: string, cost: string) =>
      `${id} ${start.slice(0, 19)} ${new Decimal(cost).toFixed()}`
    expect(
      rows
        .map((row) =>
          text(
            String(row['x_source_record_id']),
            String(row['ChargePeriodStart']),
            String(row['BilledCost']),
          ),
        )
        .sort(),
    ).toEqual(
      source
        .map((line) =>
          text(
            line['identity/LineItemId'] ?? '',
            line['lineItem/UsageStartDate'] ?? '',
            line['lineItem/UnblendedCost'] ?? '',
          ),
        )
        .sort(),
    )
  })

  test('obeys FOCUS on every row, with exact products', async () => {
    const rows = await lab.query('SELECT * FROM {{table(cost_data_standard_1_3)}}')
    expect(rows).toHaveLength(1281)
    expect(rows.flatMap(focusViolations)).toEqual([])
  })

  test('keeps list cost within a cent of what AWS rounds', async () => {
    const [row] = await lab.query(
      "SELECT {{sum(ListCost)}} AS list FROM {{table(cost_data_standard_1_3)}} WHERE ChargeCategory = 'Usage'",
    )
    const stated = source.reduce(
      (sum, line) =>
        line['lineItem/LineItemType'] === 'Usage' ? sum.plus(line['pricing/publicOnDemandCost'] || 0) : sum,
      new Decimal(0),
    )
    expect(new Decimal(String(row?.['list'])).minus(stated).abs().toNumber()).toBeLessThan(1e-6)
  })

  test('read twice leaves the same rows, and an unchanged delivery is not loaded again', async () => {
    const before = await lab.query(
      'SELECT COUNT(*) AS n, {{sum(BilledCost)}} AS billed FROM {{table(cost_data_standard_1_3)}}',
    )
    const again = await lab.run({ credential: folderCredential(join(lab.folder, 'real')), range })
    expect(again.steps['extract']?.output).toEqual({
      loaded: [],
      unchanged: ['2023-11'],
      missing: [],
      refused: [],
    })
    expect(
      await lab.query(
        'SELECT COUNT(*) AS n, {{sum(BilledCost)}} AS billed FROM {{table(cost_data_standard_1_3)}}',
      ),
    ).toEqual(before)
  })
})

async function readLines(path: string): Promise<BillLine[]> {
  let header: string[] | null = null
  const lines: BillLine[] = []
  for await (const { fields } of readCsv(path)) {
    if (!header) header = fields
    else lines.push(Object.fromEntries(header.map((name, index) => [name, fields[index] ?? ''])))
  }
  return lines
}
