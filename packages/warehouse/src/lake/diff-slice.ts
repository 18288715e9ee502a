import { AppError } from '@cloudact/core/errors'
import type { Slice } from '@cloudact/core/ports/warehouse'
import { duckdbIdentifier, duckdbString } from '../sql/duckdb-dialect.ts'
import { assertSlice } from './assert-slice.ts'
import { findVersions, type StoredVersion } from './catalog/find-versions.ts'
import type { Session } from './engine.ts'
import type { OrgLake } from './lake-context.ts'
import type { LakeTable } from './lake-table.ts'
import { detailRelation, filesOf } from './relation.ts'

/** Sums of one amount before and after, in one currency (null when the table has none, or the row has none). */
export type MeasureDiff = {
  readonly currency: string | null
  readonly name: string
  readonly before: string | null
  readonly after: string | null
}

export type SliceDiff = {
  /** Generations compared; `after` is null when the slice was withdrawn. */
  readonly generations: { readonly before: number; readonly after: number | null }
  readonly runs: { readonly before: string; readonly after: string | null }
  readonly rows: { readonly before: number; readonly after: number }
  readonly measures: readonly MeasureDiff[]
}

/** Throws `not_found` when the slice, or that generation of it, is not stored (any more). */
export async function diffSlice(lake: OrgLake, slice: Slice, generation?: number): Promise<SliceDiff> {
  assertSlice(slice)
  const found = (await lake.snapshots.read(lake.database, lake.org, [slice.table])).get(slice.table)
  if (found === undefined) throw new AppError('internal', 'The snapshot lacks a table it was asked for.')
  const versions = await findVersions(lake.database, lake.org, slice)
  const after = versions.find(({ live }) => live)
  const before = versions.find(
    (version) =>
      !version.live && (generation === undefined ? version.kept : version.generation === generation),
  )
  if (before === undefined) {
    const which = generation === undefined ? 'an earlier version' : `generation ${generation}`
    throw new AppError(
      'not_found',
      `There is no stored ${which} of ${slice.table} ${slice.period} to compare with.`,
    )
  }
  const unpin = lake.pins.pin(
    filesOf(lake.folder, [before.slice, ...(after === undefined ? [] : [after.slice])]),
  )
  try {
    const measures = await lake.reader.use(undefined, (session) =>
      sumBoth(lake, session, found.table, before, after),
    )
    return {
      generations: { before: before.generation, after: after?.generation ?? null },
      runs: { before: before.runId, after: after?.runId ?? null },
      rows: { before: before.rows, after: after?.rows ?? 0 },
      measures,
    }
  } finally {
    unpin()
  }
}

/** The column whose amounts belong together. */
export function currencyColumn({ columns }: LakeTable): string | undefined {
  return columns.find(({ name }) => /^(billing_?)?currency$/i.test(name))?.name
}

async function sumBoth(
  lake: OrgLake,
  session: Session,
  table: LakeTable,
  before: StoredVersion,
  after: StoredVersion | undefined,
): Promise<MeasureDiff[]> {
  const names = table.columns.filter(({ type }) => type === 'decimal').map(({ name }) => name)
  if (names.length === 0) return []
  const currency = currencyColumn(table)
  const key = currency === undefined ? 'CAST(NULL AS VARCHAR)' : duckdbIdentifier(currency)
  const rows = `SELECT 'before' AS side, * FROM ${detailRelation(lake.folder, table, [before.slice])}
    UNION ALL SELECT 'after' AS side, * FROM ${detailRelation(lake.folder, table, after === undefined ? [] : [after.slice])}`
  const sides = ['before', 'after']
  const list = names.flatMap((name, index) =>
    sides.map(
      (side) =>
        `plain_text(sum(${duckdbIdentifier(name)}) FILTER (WHERE side = ${duckdbString(side)})) AS ${side}_${index}`,
    ),
  )
  const found = await session.rows({
    what: 'The comparison',
    sql: `SELECT ${key} AS currency, ${list.join(', ')} FROM (${rows}) GROUP BY 1 ORDER BY 1 NULLS LAST`,
  })
  return found.flatMap((row) =>
    names.map((name, index) => ({
      currency: textOrNull(row['currency']),
      name,
      before: textOrNull(row[`before_${index}`]),
      after: textOrNull(row[`after_${index}`]),
    })),
  )
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
