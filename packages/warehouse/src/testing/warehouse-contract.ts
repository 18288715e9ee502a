import { afterAll, beforeAll, describe } from 'vitest'
import { parseOrgSlug } from '@cloudact/core/org-slug'
import type { Warehouse } from '@cloudact/core/ports/warehouse'
import { describeChecks } from './check-contract.ts'
import { describeReads } from './read-contract.ts'
import { describeRefusals } from './refusal-contract.ts'
import { describeSlices } from './slice-contract.ts'
import { describeTables } from './table-contract.ts'
import { costTable, type Tenants } from './warehouse-fixtures.ts'

const PARTS = {
  tables: describeTables,
  slices: describeSlices,
  refusals: describeRefusals,
  checks: describeChecks,
  reads: describeReads,
} as const
export type ContractPart = keyof typeof PARTS

/** What every warehouse adapter must do, or some parts of it. `open` yields an empty store; it is opened once. */
export function describeWarehouseContract(
  name: string,
  open: () => Promise<Warehouse>,
  parts: readonly ContractPart[] = ['tables', 'slices', 'refusals', 'checks', 'reads'],
): void {
  describe(`${name} keeps the warehouse contract`, () => {
    let warehouse: Warehouse
    let number = 0
    beforeAll(async () => {
      warehouse = await open()
    })
    afterAll(() => warehouse.close())
    const tenants: Tenants = {
      forOrg: (slug) => warehouse.forOrg(parseOrgSlug(slug)),
      async create() {
        const org = tenants.forOrg(`contract_${++number}`)
        await org.ensureTable(costTable)
        return org
      },
    }
    for (const part of parts) PARTS[part](tenants)
  })
}
