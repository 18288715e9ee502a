import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Dataset } from '@cloudact/core/ports/dataset'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withDataset } from './open-dataset.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cloudact-dataset-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const open = <Result>(path: string, work: (dataset: Dataset) => Promise<Result>): Promise<Result> =>
  withDataset(path, { temporaryFolder: join(folder, 'tmp'), memoryLimitMb: 256 }, work)

const everything = (path: string) =>
  open(path, async (dataset) => ({
    isTyped: dataset.isTyped,
    columns: dataset.columns.map(({ name, type }) => `${name} ${type}`),
    rows: await dataset.rows(
      `SELECT ${dataset.rowNumber} AS row, "BilledCost" AS cost FROM ${dataset.relation} ORDER BY row`,
      {},
    ),
  }))

const CSV = 'BilledCost,Tags\n0.10,"{""a"":1}"\n,\n2,\n'
const JSONL = '{"BilledCost":0.5,"Tags":{"a":1}}\n{"Tags":null,"BilledCost":"7"}\n{"InvoiceId":"i"}\n'

describe('a dataset', () => {
  it('of CSV, gzipped or not, is text by row, NULL where a field is empty', async () => {
    for (const path of [file('a.csv', CSV), file('a.csv.gz', gzipSync(CSV))])
      expect(await everything(path)).toEqual({
        isTyped: false,
        columns: ['BilledCost VARCHAR', 'Tags VARCHAR'],
        rows: [
          { row: '1', cost: '0.10' },
          { row: '2', cost: null },
          { row: '3', cost: '2' },
        ],
      })
  })

  it('of JSON lines has the keys of all lines as columns, objects as JSON text', async () => {
    for (const path of [file('a.jsonl', JSONL), file('a.ndjson.gz', gzipSync(JSONL))]) {
      const found = await everything(path)
      expect(found.columns).toEqual(['BilledCost VARCHAR', 'InvoiceId VARCHAR', 'Tags VARCHAR'])
      expect(found.rows.map(({ cost }) => cost)).toEqual(['0.5', '7', null])
      expect(
        await open(path, (dataset) => dataset.rows(`SELECT "Tags" FROM ${dataset.relation} LIMIT 1`, {})),
      ).toEqual([{ Tags: '{"a":1}' }])
    }
  })

  it('of Parquet keeps its types and numbers its rows', async () => {
    const path = join(folder, 'a.parquet')
    const instance = await DuckDBInstance.create(':memory:')
    const connection = await instance.connect()
    await connection.run(
      `COPY (SELECT CAST(1.5 AS DECIMAL(38,12)) AS "BilledCost", TIMESTAMP '2026-01-01' AS "ChargePeriodStart") TO '${path}' (FORMAT parquet)`,
    )
    connection.disconnectSync()
    instance.closeSync()
    expect(await everything(path)).toEqual({
      isTyped: true,
      columns: ['BilledCost DECIMAL(38,12)', 'ChargePeriodStart TIMESTAMP'],
      rows: [{ row: '1', cost: '1.500000000000' }],
    })
  })

  it('binds values and reads no other file', async () => {
    const path = file('b.csv', CSV)
    const other = file('c.csv', CSV)
    const count = (sql: string, parameters: Record<string, string>) =>
      open(path, (dataset) => dataset.rows(sql.replace('{}', dataset.relation), parameters))
    expect(
      await count(`SELECT count(*) AS n FROM {} WHERE "BilledCost" = getvariable('cost')`, { cost: '2' }),
    ).toEqual([{ n: '1' }])
    await expect(count(`SELECT * FROM read_csv('${other}')`, {})).rejects.toMatchObject({ name: 'AppError' })
  })
})

describe('a file that is no dataset', () => {
  it.each([
    ['missing.csv', undefined, 'The file "missing.csv" cannot be opened.'],
    ['bill.xlsx', 'x', '"bill.xlsx" is of a kind that cannot be read. Give a .csv,'],
    ['empty.csv', '', 'The header of "empty.csv" cannot be read: the file is empty.'],
    ['cut.csv.gz', gzipSync(CSV.repeat(1000)).subarray(0, 60), '"cut.csv.gz" is not a whole gzip file'],
    ['ragged.csv', 'a,b\n1,2,3\n', 'The file "ragged.csv" cannot be read: CSV Error'],
    ['text.parquet', 'not parquet at all', 'The file "text.parquet" cannot be read'],
    ['empty.jsonl', '', 'The file "empty.jsonl" holds no JSON objects.'],
    ['broken.jsonl', '{"a":1}\n{"a":\n', 'The file "broken.jsonl" cannot be read'],
  ])('%s is refused with what is wrong', async (name, content, message) => {
    const path = content === undefined ? join(folder, name) : file(name, content)
    const refused = open(path, () => Promise.resolve(0))
    await expect(refused).rejects.toMatchObject({ code: 'invalid_input' })
    await expect(refused).rejects.toThrow(message)
    await expect(refused).rejects.not.toThrow(folder)
  })
})
