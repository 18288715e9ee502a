import type { DayRange } from '@cloudact/core/day'
import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Row, SqlParameters } from '@cloudact/core/ports/warehouse'
import type { ApiContext } from '../../context.ts'
import { costCacheOf } from './cost-cache.ts'
import { sqlFile } from './sql-files.ts'

export type CostRead = {
  readonly rows: readonly Row[]
  readonly cacheHit: boolean
  readonly milliseconds: number
}

export type CostQuestion = {
  /** File of the `sql` folder without suffix. */
  readonly statement: string
  readonly parameters: SqlParameters
  readonly range: DayRange
  readonly signal?: AbortSignal
  /** Asks the warehouse even when the answer is known. */
  readonly fresh?: boolean
}

/** Runs one of the statements over the rollup, or takes its answer from the cache. */
export async function readCosts(
  context: ApiContext,
  org: OrgSlug,
  question: CostQuestion,
): Promise<CostRead> {
  const started = performance.now()
  const warehouse = context.warehouse.forOrg(org)
  const { statement, range } = question
  const sql = sqlFile(statement)
  const parameters = onlyUsed(sql, question.parameters)
  const load = async (): Promise<readonly Row[]> => {
    const rows: Row[] = []
    // Not tied to the request's signal: others may wait for the same answer.
    for await (const batch of warehouse.query({ sql, parameters, range })) rows.push(...batch)
    return rows
  }
  const cache = costCacheOf(context.warehouse)
  const key = JSON.stringify([await warehouse.version(), statement, parameters])
  if (question.fresh) cache.clear(org)
  const { rows, hit } = await cache.read(org, key, load)
  return { rows, cacheHit: hit, milliseconds: performance.now() - started }
}

/** The parameters a statement mentions: engines refuse values nobody asked for. */
export function onlyUsed(sql: string, parameters: SqlParameters): SqlParameters {
  return Object.fromEntries(
    Object.entries(parameters).filter(([name]) => new RegExp(`[@ ]${name}\\b`).test(sql)),
  )
}
