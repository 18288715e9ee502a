import type { Sql } from '@cloudact/core/ports/sql'
import { checkSubject } from '../../lake/check-refusal.ts'
import type { OrgBigQuery } from '../bigquery-context.ts'
import type { QueryParameter } from '../jobs/query-parameters.ts'
import { prepareQuery, type QueryView } from '../prepare-query.ts'
import { refuseFaults, type AskedCheck } from './faults-sql.ts'
import { groupChecks, type PlannedCheck } from './plan-checks.ts'

export type CheckStatements = {
  readonly statements: readonly string[]
  readonly parameters: readonly QueryParameter[]
}

/** The checks as statements of the transaction they guard, by what the catalog says in `catalog`. */
export async function checkStatements(
  warehouse: OrgBigQuery,
  catalog: Sql,
  checks: readonly PlannedCheck[],
): Promise<CheckStatements> {
  const statements: string[] = []
  const parameters: QueryParameter[] = []
  for (const [position, group] of groupChecks(checks).entries()) {
    const { asked, parameters: own } = await prepareChecks(warehouse, group, { catalog })
    statements.push(refuseFaults(`check_${position}`, asked))
    parameters.push(...own)
  }
  return { statements, parameters }
}

/** Checks that share a request, so every one has parameters of its own. */
export async function prepareChecks(
  warehouse: OrgBigQuery,
  checks: readonly PlannedCheck[],
  view: QueryView,
): Promise<{ readonly asked: readonly AskedCheck[]; readonly parameters: readonly QueryParameter[] }> {
  const asked: AskedCheck[] = []
  const parameters: QueryParameter[] = []
  for (const check of checks) {
    const prefix = `check_${check.index}_`
    const prepared = await prepareQuery(warehouse, check.statement, checkSubject(check), { ...view, prefix })
    asked.push({ check, sql: prepared.sql })
    parameters.push(...prepared.parameters)
  }
  return { asked, parameters }
}
