import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { BillLab } from '../aws/testing/bill-lab.ts'
import { chargesOf, csvOf, deliver, importFolder, openFocusLab, USAGE } from './testing/focus-lab.ts'

let lab: BillLab
beforeAll(async () => {
  lab = await openFocusLab()
})
afterAll(() => lab.close())

/** Writes one row of USAGE as Parquet, some columns as SQL says. */
async function parquet(name: string, file: string, columns: Readonly<Record<string, string>>): Promise<void> {
  const folder = join(lab.folder, name)
  await mkdir(folder, { recursive: true })
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  await connection.run("SET TimeZone = 'Asia/Tokyo'")
  const given = Object.entries(USAGE).map(
    ([column, text]) => [column, text === '' ? 'NULL::VARCHAR' : `'${text}'`] as const,
  )
  const list = Object.entries({ ...Object.fromEntries(given), ...columns }).map(
    ([column, sql]) => `${sql} AS "${column}"`,
  )
  await connection.run(`COPY (SELECT ${list.join(', ')}) TO '${join(folder, file)}' (FORMAT parquet)`)
  connection.closeSync()
  instance.closeSync()
}

test('every type an export may have is read exactly', async () => {
  await parquet('types', 'a.parquet', {
    BilledCost: '0.1::DOUBLE + 0.2::DOUBLE',
    EffectiveCost: '123456789012.1234567890125::DECIMAL(38,13)',
    ListCost: '0.4::DECIMAL(10,4)',
    ContractedCost: "'3e-1'",
    PricingQuantity: '4::INTEGER',
    ConsumedQuantity: '4::BIGINT',
    BillingPeriodStart: "TIMESTAMPTZ '2026-10-01 09:00:00+09:00'",
    BillingPeriodEnd: "DATE '2026-11-01'",
    ChargePeriodStart: "TIMESTAMP '2026-10-05 00:00:00'",
    ChargePeriodEnd: "TIMESTAMP_NS '2026-10-06 00:00:00'",
    Tags: "MAP {'team': 'a', 'stage': NULL}",
    SkuPriceDetails: "{'CoreCount': 2, 'DiskType': 'SSD'}",
    x_Labels: "[{'key': 'k', 'value': 'v'}]",
    x_Score: '1.5::DOUBLE',
    x_Flag: 'true',
    x_Nothing: 'NULL',
  })
  await importFolder(lab, 'types')
  expect(await chargesOf(lab, 'types')).toMatchObject([
    {
      BilledCost: '0.3',
      // Thirteen decimals, half-even.
      EffectiveCost: '123456789012.123456789012',
      ListCost: '0.4',
      ContractedCost: '0.3',
      PricingQuantity: '4',
      ConsumedQuantity: '4',
      BillingPeriodStart: '2026-10-01T00:00:00Z',
      BillingPeriodEnd: '2026-11-01T00:00:00Z',
      ChargePeriodStart: '2026-10-05T00:00:00Z',
      ChargePeriodEnd: '2026-10-06T00:00:00Z',
      Tags: '{"team":"a","stage":null}',
      SkuPriceDetails: '{"CoreCount":2,"DiskType":"SSD"}',
      x_source_columns:
        '{"x_Labels":"[{\\"key\\":\\"k\\",\\"value\\":\\"v\\"}]","x_Score":"1.5","x_Flag":"true"}',
    },
  ])
})

test('parts of one type each are one month; parts that disagree on a type are refused and the month stays', async () => {
  await parquet('parts', 'a.parquet', { BilledCost: '1::DECIMAL(18,6)' })
  await parquet('parts', 'b.parquet', { BilledCost: '2::DECIMAL(18,6)', x_More: "'m'" })
  await importFolder(lab, 'parts')
  const billed = async () => (await chargesOf(lab, 'parts')).map((row) => row['BilledCost'])
  expect(await billed()).toEqual(['1', '2'])
  await parquet('parts', 'b.parquet', { BilledCost: '3::DOUBLE' })
  await expect(importFolder(lab, 'parts')).rejects.toMatchObject({
    code: 'invalid_input',
    message: expect.stringContaining(
      '"BilledCost" is decimal in "a.parquet" and float in "b.parquet"',
    ) as string,
  })
  expect(await billed()).toEqual(['1', '2'])
})

test('the same month as Parquet and as CSV is refused, because it would count twice', async () => {
  await parquet('both', 'a.parquet', { BilledCost: '1::DECIMAL(18,6)' })
  await deliver(lab, 'both', { 'a.csv': csvOf([{}]) })
  await expect(importFolder(lab, 'both')).rejects.toMatchObject({
    message: expect.stringContaining('Both together would count it twice') as string,
  })
})
