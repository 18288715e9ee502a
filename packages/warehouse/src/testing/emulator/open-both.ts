import { expect } from 'vitest'
import type { Row, TableSchema, Warehouse } from '@cloudact/core/ports/warehouse'
import type { OrgWarehouse, SliceReplacement, Statement } from '@cloudact/core/ports/warehouse'
import { parseOrgSlug } from '@cloudact/core/org-slug'
import { testDatabase } from '@cloudact/store/testing/test-database'
import { openTestLake } from '../open-test-lake.ts'
import { readAll } from '../warehouse-fixtures.ts'
import { openTestBigQuery } from './open-test-bigquery.ts'

/** An organization that has the same rows in the lake and in BigQuery. */
export type BothWarehouses = {
  readonly lake: OrgWarehouse
  readonly bigquery: OrgWarehouse
  create(tables: readonly TableSchema[]): Promise<void>
  load(replacement: SliceReplacement, stamp: Row): Promise<void>
  setTimeZone(timeZone: string): Promise<void>
  /** Expects the same rows in the same order of both, and gives them. */
  sameRows(statement: Statement): Promise<Row[]>
  close(): Promise<void>
}

export async function openBoth(org = 'acme'): Promise<BothWarehouses> {
  const opened = [
    await openTestLake(await testDatabase()),
    await openTestBigQuery(await testDatabase()),
  ] as const
  const warehouses: readonly [Warehouse, Warehouse] = [opened[0].lake, opened[1].warehouse]
  const slug = parseOrgSlug(org)
  const [lake, bigquery] = [warehouses[0].forOrg(slug), warehouses[1].forOrg(slug)]
  const each = async (work: (warehouse: OrgWarehouse) => Promise<unknown>): Promise<void> => {
    for (const warehouse of [lake, bigquery]) await work(warehouse)
  }
  return {
    lake,
    bigquery,
    create: (tables) =>
      each(async (warehouse) => {
        for (const table of tables) await warehouse.ensureTable(table)
      }),
    load: (replacement, stamp) =>
      each((warehouse) => warehouse.replaceSlices([replacement], { runId: 'run-1', stamp })),
    setTimeZone: (timeZone) => each((warehouse) => warehouse.setTimeZone(timeZone)),
    async sameRows(statement) {
      const expected = await readAll(lake, statement)
      expect(await readAll(bigquery, statement)).toEqual(expected)
      return expected
    },
    async close() {
      for (const one of opened) await one.close()
    },
  }
}
