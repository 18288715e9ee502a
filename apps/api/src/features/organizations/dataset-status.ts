import { AppError } from '@cloudact/core/errors'
import type { OrgSlug } from '@cloudact/core/org-slug'
import type { OrgWarehouse } from '@cloudact/core/ports/warehouse'
import type { ApiContext } from '../../context.ts'

export type DatasetStatus = {
  readonly expected: readonly string[]
  readonly existing: readonly string[]
  readonly missing: readonly string[]
}

/** Which of the described tables an organization's dataset has. */
export async function datasetStatus(context: ApiContext, org: OrgSlug): Promise<DatasetStatus> {
  const expected = [...context.catalog.tables.keys()].sort()
  const dataset = context.warehouse.forOrg(org)
  const existing: string[] = []
  for (const table of expected) if (await isQueryable(dataset, table)) existing.push(table)
  return { expected, existing, missing: expected.filter((table) => !existing.includes(table)) }
}

async function isQueryable(dataset: OrgWarehouse, table: string): Promise<boolean> {
  try {
    await Array.fromAsync(dataset.query({ sql: `SELECT 1 AS present FROM {{table(${table})}} WHERE 1 = 0` }))
    return true
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return false
    throw error
  }
}
