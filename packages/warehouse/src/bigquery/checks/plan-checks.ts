import { AppError } from '@cloudact/core/errors'
import type { Slice, SliceCheck } from '@cloudact/core/ports/warehouse'
import { checkSubject } from '../../lake/check-refusal.ts'
import type { SourceColumn } from '../../lake/engine.ts'
import type { OrgBigQuery } from '../bigquery-context.ts'
import { describeStatement } from '../describe-select.ts'

/** A column of a check, by the type under which BigQuery's API would send it. */
export type CheckColumn = { readonly name: string; readonly type: string }

export type PlannedCheck = SliceCheck & {
  /** Its place among the checks of the commit. */
  readonly index: number
  readonly columns: readonly CheckColumn[]
  /** How many slices of the commit, in their order, must be staged before it can be asked. */
  readonly after: number
}

/** Throws `config_invalid` for a check that is not a plain SELECT or yields what is no simple value. */
export async function planChecks(
  warehouse: OrgBigQuery,
  slices: readonly Slice[],
  checks: readonly SliceCheck[],
  signal: AbortSignal | undefined,
): Promise<readonly PlannedCheck[]> {
  const planned: PlannedCheck[] = []
  for (const [index, check] of checks.entries()) {
    const { columns, tables } = await describeStatement(
      warehouse,
      check.statement,
      checkSubject(check),
      signal,
    )
    const last = slices.findLastIndex(({ table }) => tables.includes(table))
    planned.push({
      ...check,
      index,
      columns: columns.map((column) => ({ name: column.name, type: wireType(column) })),
      after: Math.max(1, last + 1),
    })
  }
  return planned
}

/** Checks that are asked together, in the order of the asking: as soon as what they read is staged. */
export function groupChecks(checks: readonly PlannedCheck[]): readonly (readonly PlannedCheck[])[] {
  const groups = Map.groupBy(checks, ({ after }) => after)
  return [...groups].sort(([a], [b]) => a - b).map(([, group]) => group)
}

function wireType({ name, type }: SourceColumn): string {
  if (type === 'VARCHAR' || type === 'JSON' || type.startsWith('ENUM(')) return 'STRING'
  if (/^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$/.test(type)) return 'INT64'
  if (type.startsWith('DECIMAL')) return 'BIGNUMERIC'
  if (type === 'DOUBLE' || type === 'FLOAT') return 'FLOAT64'
  if (type === 'BOOLEAN') return 'BOOL'
  if (type === 'DATE') return 'DATE'
  if (type.startsWith('TIMESTAMP')) return 'TIMESTAMP'
  // A literal NULL has a type of its own.
  if (type === '"NULL"' || type === 'SQLNULL') return 'STRING'
  throw new AppError(
    'config_invalid',
    `The column "${name}" has no simple type. Turn it into text or JSON in the statement.`,
  )
}
