import type { SqlParameters } from '@cloudact/core/ports/warehouse'
import { duckdbDialect } from '../sql/duckdb-dialect.ts'
import { renderSql } from '../sql/render-sql.ts'
import { bindParameters, type BoundParameters } from './bind-parameters.ts'
import type { OrgLake } from './lake-context.ts'
import { overlapping } from './overlapping.ts'
import type { LiveSlice } from './lake-table.ts'
import { detailRelation, filesOf, rollupRelation } from './relation.ts'
import type { Statement } from '@cloudact/core/ports/warehouse'
import { AppError } from '@cloudact/core/errors'
import { UTC } from '@cloudact/core/time-zone'

export type PreparedStatement = {
  readonly sql: string
  readonly bound: BoundParameters
  /** Equal for statements that yield the same columns, whatever files they read. */
  readonly shape: () => string
  /** Lets garbage collection have the files again. */
  readonly release: () => void
}

/** The slices of a table a statement sees instead of the live ones. */
export type SliceView = (table: string, live: readonly LiveSlice[]) => readonly LiveSlice[]

/**
 * Binds a statement to the files that are live now: one snapshot for all its tables. The files stay on disk until
 * `release` is called, whatever is replaced meanwhile.
 */
export async function prepareStatement(
  lake: OrgLake,
  statement: Pick<Statement, 'sql' | 'range' | 'timeZone'> & { readonly parameters?: SqlParameters },
  what: string,
  source?: string,
  view: SliceView = (_table, live) => live,
): Promise<PreparedStatement> {
  const used = await lake.guard.check(statement.sql, what)
  const bound = bindParameters(used.parameters, statement.parameters ?? {})
  if (used.usesSource && source === undefined) {
    throw new AppError('config_invalid', `${what} reads {{source}}, but it is not run on fetched files.`)
  }
  const snapshot = await lake.snapshots.read(lake.database, lake.org, [
    ...new Set([...used.tables, ...used.rollups]),
  ])
  const timeZone = [...snapshot.values()][0]?.table.timeZone ?? UTC
  if (statement.timeZone !== undefined && snapshot.size > 0 && statement.timeZone !== timeZone) {
    throw new AppError(
      'conflict',
      `Days are counted in ${timeZone} by now, no longer in ${statement.timeZone}. Ask again.`,
    )
  }
  const files: string[] = []
  const relation = (name: string, build: typeof detailRelation): string => {
    const found = snapshot.get(name)
    if (found === undefined) throw new AppError('internal', `The snapshot lacks table "${name}".`)
    const slices = overlapping(view(name, found.slices), statement.range)
    files.push(...filesOf(lake.folder, slices))
    return build(lake.folder, found.table, slices)
  }
  const dialect = duckdbDialect(
    {
      table: (name) => relation(name, detailRelation),
      rollup: (name) => relation(name, rollupRelation),
      source: () => source ?? '',
    },
    timeZone,
  )
  const { text } = renderSql(statement.sql, dialect)
  const shape = (): string =>
    JSON.stringify([
      statement.sql,
      timeZone,
      [...bound].map(([name, { type }]) => [name, String(type)]),
      [...snapshot].map(([name, { table }]) => [
        name,
        table.columns.map((column) => [column.name, column.type]),
      ]),
    ])
  return { sql: text, bound, shape, release: lake.pins.pin(files) }
}
