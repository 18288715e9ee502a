import { AppError } from '@cloudact/core/errors'
import type { DayRange } from '@cloudact/core/day'
import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Row, SqlParameters, Statement } from '@cloudact/core/ports/warehouse'
import { type TimeZone, utcDaysOf } from '@cloudact/core/time-zone'
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
  /** The days of the range are counted in. */
  readonly timeZone: TimeZone
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
  const { statement, timeZone } = question
  const range = utcDaysOf(question.range, timeZone)
  const sql = sqlFile(statement)
  const parameters = onlyUsed(sql, question.parameters)
  // Not tied to the request's signal: others may wait for the same answer.
  const load = (): Promise<readonly Row[]> => queryRows(context, org, { sql, parameters, range, timeZone })
  const cache = costCacheOf(context.warehouse)
  const version = await context.warehouse.forOrg(org).version()
  const key = JSON.stringify([version, timeZone, statement, parameters])
  if (question.fresh) cache.forget(org, key)
  const { rows, hit } = await cache.read(org, key, load)
  return { rows, cacheHit: hit, milliseconds: performance.now() - started }
}

/**
 * Answers several questions about one state of the data: all of them again when it changed in between. After three
 * tries the last answers stand; every one of them is right by itself.
 */
export async function readConsistently<Answer>(
  context: ApiContext,
  org: OrgSlug,
  read: () => Promise<Answer>,
): Promise<Answer> {
  const warehouse = context.warehouse.forOrg(org)
  for (let attempt = 1; ; attempt += 1) {
    const before = await warehouse.version()
    const answer = await read()
    if (attempt === 3 || (await warehouse.version()) === before) return answer
  }
}

/** All rows of a statement; none when the organization has no such table yet. */
export async function queryRows(
  context: ApiContext,
  org: OrgSlug,
  statement: Statement,
  signal?: AbortSignal,
): Promise<Row[]> {
  const rows: Row[] = []
  try {
    for await (const batch of context.warehouse.forOrg(org).query(statement, { signal })) rows.push(...batch)
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return []
    throw error
  }
  return rows
}

/** The parameters a statement mentions: the rest would only split the cache. */
export function onlyUsed(sql: string, parameters: SqlParameters): SqlParameters {
  return Object.fromEntries(
    Object.entries(parameters).filter(([name]) => new RegExp(`[@ ]${name}\\b`).test(sql)),
  )
}
