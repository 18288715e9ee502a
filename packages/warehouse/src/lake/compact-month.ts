import { join } from 'node:path'
import { addMonths } from '@cloudact/core/day'
import { AppError } from '@cloudact/core/errors'
import { duckdbIdentifier } from '../sql/duckdb-dialect.ts'
import { repointFiles } from './catalog/repoint-files.ts'
import type { Session } from './engine.ts'
import type { OrgLake } from './lake-context.ts'
import { type LakeFile, type LakeTable, type LiveSlice, SLICE_COLUMN, rollupOf } from './lake-table.ts'
import { type StagedFile, writeParquet } from './parquet-file.ts'
import { detailRelation, rollupRelation } from './relation.ts'
import { rollupColumns } from './rollup-sql.ts'
import { removeFiles } from './stage-slice.ts'

export type Compacted = { readonly slices: number; readonly filesBefore: number; readonly filesAfter: number }

const NOTHING: Compacted = { slices: 0, filesBefore: 0, filesAfter: 0 }

/**
 * Merges the files of a month's day slices into one, whose rows carry the version id of their slice. The catalog still
 * knows every slice: replacing one later gives it a file of its own again, and readers skip its rows in the merged
 * file. Slices replaced while this runs keep their new file.
 */
export async function compactMonth(lake: OrgLake, tableName: string, month: string): Promise<Compacted> {
  if (!/^\d{4}-\d{2}$/.test(month))
    throw new AppError('invalid_input', `"${month.slice(0, 20)}" is not a month. Use YYYY-MM.`)
  const today = new Date(lake.clock.now()).toISOString().slice(0, 10)
  if (addMonths(`${month}-01`, 1) > today) {
    throw new AppError('invalid_input', `${month} is not over: only closed months are compacted.`)
  }
  const snapshot = await lake.snapshots.read(lake.database, lake.org, [tableName])
  const found = snapshot.get(tableName)
  if (found === undefined) throw new AppError('internal', 'The snapshot lacks a table it was asked for.')
  const { table } = found
  const slices = found.slices.filter(
    (slice) =>
      slice.detail !== null && /^\d{4}-\d{2}-\d{2}$/.test(slice.period) && slice.period.startsWith(month),
  )
  const filesBefore = countFiles(slices)
  // Already one file (and one rollup): merging again would change nothing.
  if (new Set(slices.map((slice) => slice.detail?.id)).size < 2) return NOTHING

  const staged: StagedFile[] = []
  const unpin = lake.pins.pin(slices.flatMap((slice) => pathsOf(lake, slice)))
  try {
    const { detail, rollup } = await lake.heavy(() =>
      lake.writer.use(undefined, async (session) => {
        const write = await merge(lake, session, table, month, slices, 'detail')
        staged.push(write)
        const aggregate =
          rollupOf(table) === undefined
            ? undefined
            : await merge(lake, session, table, month, slices, 'rollup')
        if (aggregate !== undefined) staged.push(aggregate)
        return { detail: write, rollup: aggregate }
      }),
    )
    const moved = await repointFiles(
      lake.database,
      lake.org,
      table,
      slices,
      { detail, rollup },
      new Date(lake.clock.now()),
    )
    lake.log.info({ org_slug: lake.org, table: table.name, month, slices: moved }, 'lake month compacted')
    return { slices: moved, filesBefore, filesAfter: staged.length }
  } catch (error) {
    if (error instanceof AppError) await removeFiles(lake, staged)
    throw error
  } finally {
    unpin()
  }
}

async function merge(
  lake: OrgLake,
  session: Session,
  table: LakeTable,
  month: string,
  slices: readonly LiveSlice[],
  kind: 'detail' | 'rollup',
): Promise<StagedFile> {
  const relation = kind === 'detail' ? detailRelation : rollupRelation
  const rollup = rollupOf(table)
  const names =
    kind === 'detail' || rollup === undefined
      ? table.columns.map(({ name }) => name)
      : rollupColumns(rollup).map(({ name }) => name)
  const list = names.map(duckdbIdentifier).join(', ')
  // Slice by slice, so that row groups hold few slices and a reader of one day skips the others.
  const parts = slices.map(
    (slice) =>
      `SELECT ${list}, ${slice.versionId}::BIGINT AS ${SLICE_COLUMN} FROM ${relation(lake.folder, table, [slice])}`,
  )
  const written = await writeParquet(
    session,
    { folder: lake.folder, org: lake.org, table: table.name, period: month },
    {
      what: `The compaction of "${table.name}"`,
      sql: `SELECT * FROM (${parts.join(' UNION ALL ')}) ORDER BY ${SLICE_COLUMN}`,
    },
  )
  if (written === undefined)
    throw new AppError(
      'internal',
      `The compaction of "${table.name}" ${month} found no rows in files that have some.`,
    )
  return written
}

function countFiles(slices: readonly LiveSlice[]): number {
  return new Set(
    slices.flatMap(({ detail, rollup }) => [detail?.id, rollup?.id]).filter((id) => id !== undefined),
  ).size
}

function pathsOf(lake: OrgLake, slice: LiveSlice): string[] {
  return [slice.detail, slice.rollup].flatMap((file: LakeFile | null) =>
    file === null ? [] : [join(lake.folder, file.path)],
  )
}
