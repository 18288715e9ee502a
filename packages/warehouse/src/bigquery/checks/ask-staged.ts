import { bigqueryIdentifier, bigqueryTable, SLICE_COLUMN } from '../../sql/bigquery-dialect.ts'
import type { LakeTable } from '../../lake/lake-table.ts'
import type { OrgBigQuery } from '../bigquery-context.ts'
import type { JobRun } from '../jobs/run-job.ts'
import { readRows } from '../read-result.ts'
import { storedColumns } from '../swap-script.ts'
import { prepareChecks } from './check-statements.ts'
import { faultsSql } from './faults-sql.ts'
import { groupChecks, type PlannedCheck } from './plan-checks.ts'
import { readFaults } from './read-faults.ts'

export type StagedSlices = {
  /** The first slices of the commit, by id. */
  readonly sliceIds: readonly string[]
  /** Name of the staging table by that of the table. */
  readonly stagings: ReadonlyMap<string, string>
}

/**
 * Asks what can be asked of a commit that stopped on its way, over the slices staged until then in place of the live
 * ones: what is wrong with them says more than what a later one tripped over. Throws `invalid_input` with the faults.
 */
export async function askStaged(
  warehouse: OrgBigQuery,
  checks: readonly PlannedCheck[],
  { sliceIds, stagings }: StagedSlices,
  run: JobRun,
): Promise<void> {
  const ready = checks.filter(({ after }) => after <= sliceIds.length)
  const rows = (table: LakeTable): string | undefined => {
    const staging = stagings.get(table.name)
    return staging === undefined ? undefined : overlaid(warehouse.dataset, table, staging)
  }
  const slices = {
    name: 'slices',
    parameterType: { type: 'ARRAY', arrayType: { type: 'STRING' } },
    parameterValue: { arrayValues: sliceIds.map((value) => ({ value })) },
  }
  for (const group of groupChecks(ready)) {
    const { asked, parameters } = await prepareChecks(warehouse, group, { rows })
    const found = await readRows(warehouse, {
      ...run,
      sql: faultsSql(asked),
      parameters: [slices, ...parameters],
    })
    const refusal = readFaults(String(found[0]?.['faults'] ?? ''), checks)
    if (refusal !== undefined) throw refusal
  }
}

function overlaid(dataset: string, table: LakeTable, staging: string): string {
  const columns = [...table.columns.map(({ name }) => name), SLICE_COLUMN].map(bigqueryIdentifier).join(', ')
  const stay = `SELECT ${columns} FROM ${bigqueryTable(dataset, table.name)} WHERE ${SLICE_COLUMN} NOT IN UNNEST(@slices)`
  const come = `SELECT ${storedColumns(table)} FROM ${bigqueryTable(dataset, staging)} WHERE ${SLICE_COLUMN} IN UNNEST(@slices)`
  return `(${stay} UNION ALL ${come})`
}
