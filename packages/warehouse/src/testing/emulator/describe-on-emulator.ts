import type { OrgSlug } from '@cloudact/core/org-slug'
import { testDatabase } from '@cloudact/store/testing/test-database'
import { describeWarehouseContract, type ContractPart } from '../warehouse-contract.ts'
import { openTestBigQuery } from './open-test-bigquery.ts'

/** Parts of the warehouse contract, each in a file of its own: the emulator slows down with what it holds. */
export function describeOnEmulator(...parts: readonly ContractPart[]): void {
  const open = async () => {
    const opened = await openTestBigQuery(await testDatabase())
    return { forOrg: (org: OrgSlug) => opened.warehouse.forOrg(org), close: () => opened.close() }
  }
  describeWarehouseContract('the BigQuery warehouse on the emulator', open, parts)
}
