import { expect } from 'vitest'
import type { Catalog } from '@cloudact/catalog/catalog'
import type { Row } from '@cloudact/core/ports/warehouse'
import type { Job } from './emulator-front.ts'

/** Columns in which two runs over the same input differ. */
const RUN_COLUMNS = ['x_run_id', 'x_ingested_at', 'x_ingestion_date', 'calculated_at', 'consolidated_at']

/** A lab that ran pipelines over one warehouse; `query` is of an organization. */
type Lab = { query(sql: string): Promise<Row[]> }

/** Expects that both labs hold the same rows in these tables, at least `least` of each but the ledger. */
export async function expectSameTables(
  [lake, bigquery]: readonly [Lab, Lab],
  tables: readonly string[],
  least: number,
): Promise<void> {
  for (const table of tables) {
    const expected = normalized(await lake.query(`SELECT * FROM {{table(${table})}}`))
    const found = normalized(await bigquery.query(`SELECT * FROM {{table(${table})}}`))
    expect(expected.length, table).toBeGreaterThanOrEqual(table === 'cloud_conversion_ledger' ? 1 : least)
    expect(found, table).toEqual(expected)
  }
}

function normalized(rows: readonly Row[]): Row[] {
  return rows
    .map((row) =>
      Object.fromEntries(
        Object.entries(row)
          .filter(([name]) => !RUN_COLUMNS.includes(name))
          .sort(([a], [b]) => (a < b ? -1 : 1)),
      ),
    )
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
}

/** Expects that BigQuery was asked to call every procedure of a family, and to check by every check of it. */
export function expectAsked(catalog: Catalog, jobs: readonly Job[], prefix: string | RegExp): void {
  const texts = jobs.map((job) => job.configuration?.query?.query ?? '')
  const family = [...catalog.procedures.values()].filter(({ name }) => name.search(prefix) === 0)
  expect(family.length).toBeGreaterThan(0)
  for (const { name, kind, selects } of family) {
    const fault = /'[^']{12,}' AS fault/.exec(selects[0] ?? '')?.[0] ?? name
    const asked = texts.some((text) =>
      kind === 'check'
        ? text.startsWith('BEGIN') && text.includes(fault)
        : text.startsWith(`CALL \`organizations\`.\`${name}\``),
    )
    expect(asked, name).toBe(true)
  }
}
