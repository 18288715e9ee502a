import { afterAll, beforeAll, expect, test } from 'vitest'
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import { bigqueryDialect } from './bigquery-dialect.ts'
import { duckdbDialect } from './duckdb-dialect.ts'
import { renderSql } from './render-sql.ts'

const REPORT_DAY = '{{report_day(s, e)}}'
const duck = (zone: string) => renderSql(REPORT_DAY, duckdbDialect(undefined, zone)).text
const bigquery = (zone: string) => renderSql(REPORT_DAY, bigqueryDialect('acme_prod', undefined, zone)).text

let connection: DuckDBConnection
let instance: DuckDBInstance
beforeAll(async () => {
  instance = await DuckDBInstance.create(':memory:')
  connection = await instance.connect()
  await connection.run("SET TimeZone = 'UTC'")
})
afterAll(() => {
  connection.disconnectSync()
  instance.closeSync()
})

async function count(sql: string): Promise<number> {
  const reader = await connection.runAndReadAll(sql)
  return Number(reader.getRows()[0]?.[0])
}

test('an organization in UTC pays nothing: the plain UTC day, on both engines', () => {
  expect(duck('UTC')).toBe('CAST(s AS DATE)')
  expect(bigquery('UTC')).toBe('DATE(s)')
})

test('BigQuery counts in the zone what is shorter than a day', () => {
  expect(bigquery('Europe/Berlin')).toBe(
    "CASE WHEN (e < TIMESTAMP_ADD(s, INTERVAL 24 HOUR)) THEN DATE(s, 'Europe/Berlin') ELSE DATE(s) END",
  )
})

test('a zone without clock changes is one addition', () => {
  expect(duck('Asia/Kolkata')).toBe(
    'CASE WHEN (e < s + INTERVAL 1 DAY) THEN CAST(make_timestamp(epoch_us(s) + 19800000000) AS DATE) ELSE CAST(s AS DATE) END',
  )
})

test.each([
  'America/Los_Angeles',
  'Europe/Berlin',
  'Asia/Kolkata',
  'Pacific/Apia',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
])('every hour from 2010 to 2030 is on the day DuckDB itself gives it in %s', async (zone) => {
  const wrong = await count(
    `SELECT count(*) FROM (SELECT s, s + INTERVAL 1 HOUR AS e
      FROM range(TIMESTAMP '2010-01-01', TIMESTAMP '2030-01-01', INTERVAL 1 HOUR) AS x (s))
    WHERE ${duck(zone)} <> CAST(timezone('${zone}', s AT TIME ZONE 'UTC') AS DATE)`,
  )
  expect(wrong).toBe(0)
})

test('what lasts a day or longer, or has no end, stays on its UTC day', async () => {
  const days = await connection.runAndReadAll(
    `SELECT CAST(${duck('America/Los_Angeles')} AS VARCHAR) FROM (VALUES
      (TIMESTAMP '2026-01-02 00:00:00', TIMESTAMP '2026-01-03 00:00:00'),
      (TIMESTAMP '2026-01-02 00:00:00', TIMESTAMP '2026-02-01 00:00:00'),
      (TIMESTAMP '2026-01-02 00:00:00', NULL),
      (TIMESTAMP '2026-01-02 00:00:00', TIMESTAMP '2026-01-02 23:59:59')) AS x (s, e)`,
  )
  expect(days.getRows().flat()).toEqual(['2026-01-02', '2026-01-02', '2026-01-02', '2026-01-01'])
})
