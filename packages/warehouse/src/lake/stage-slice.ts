import { rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Row, SliceReplacement } from '@cloudact/core/ports/warehouse'
import { duckdbIdentifier, duckdbString } from '../sql/duckdb-dialect.ts'
import type { TableSnapshot } from './catalog/read-snapshot.ts'
import { checkRequired } from './check-required.ts'
import type { Session, SourceColumn } from './engine.ts'
import type { BoundParameters } from './bind-parameters.ts'
import type { OrgLake } from './lake-context.ts'
import { rollupOf, type LakeTable } from './lake-table.ts'
import { type StagedFile, writeParquet } from './parquet-file.ts'
import { prepareStatement } from './prepare-statement.ts'
import { rollupSelect } from './rollup-sql.ts'
import { sourceRelation } from './source-files.ts'
import type { StagedSlice } from './staged-slice.ts'
import { stageRows } from './stage-rows.ts'
import { typedSelect } from './typed-select.ts'

type Source = {
  readonly sql: string
  readonly columns: readonly SourceColumn[]
  readonly bound?: BoundParameters
  readonly what: string
}

/** Writes the files of one slice. The catalog does not know them until the slice is committed. */
export async function stageSlice(
  lake: OrgLake,
  { table }: TableSnapshot,
  replacement: SliceReplacement,
  runStamp: Row,
  signal: AbortSignal | undefined,
): Promise<StagedSlice> {
  const stamp = onlyKnown(table, { ...runStamp, ...replacement.stamp })
  const { content } = replacement
  switch (content.kind) {
    case 'rows':
      return lake.writer.use(signal, async (session) => {
        const what = 'The load'
        // The rows may come from a slow vendor: only the writing counts as heavy.
        const staged = await stageRows(session, table, content.rows, stamp, signal)
        return lake.heavy(() =>
          stageFrom(lake, session, table, replacement, stamp, { ...staged, what }, signal),
        )
      })
    case 'select': {
      const what = 'The procedure'
      const prepared = await prepareStatement(lake, content.statement, what)
      try {
        return await lake.heavy(() =>
          lake.writer.use(signal, async (session) => {
            const source = { ...prepared, what }
            const columns = await lake.columns.of(prepared.shape(), () =>
              session.describe({ ...source, signal }),
            )
            return stageFrom(lake, session, table, replacement, stamp, { ...source, columns }, signal)
          }),
        )
      } finally {
        prepared.release()
      }
    }
    case 'files': {
      const what = 'The fetched file'
      const paths = content.files.paths.map((path) => resolve(path))
      const source = await sourceRelation({ ...content.files, paths }, signal)
      const statement = {
        sql: content.files.select,
        ...(content.files.parameters && { parameters: content.files.parameters }),
      }
      const prepared = await prepareStatement(lake, statement, what, source)
      try {
        return await lake.heavy(() =>
          lake.withLoader(paths, (loader) =>
            loader.use(signal, async (session) => {
              const source = { ...prepared, what }
              const columns = await session.describe({ ...source, signal })
              return stageFrom(lake, session, table, replacement, stamp, { ...source, columns }, signal)
            }),
          ),
        )
      } finally {
        prepared.release()
      }
    }
  }
}

async function stageFrom(
  lake: OrgLake,
  session: Session,
  table: LakeTable,
  { slice, content }: SliceReplacement,
  stamp: Row,
  source: Source,
  signal: AbortSignal | undefined,
): Promise<StagedSlice> {
  const place = { folder: lake.folder, org: lake.org, table: table.name, period: slice.period }
  const partition = table.definition.partition?.column
  // Sorting pays where readers pick days out of a file; a bill of millions of rows comes in its vendor's order.
  const order =
    content.kind === 'rows' && partition !== undefined ? ` ORDER BY ${duckdbIdentifier(partition)}` : ''
  const { what } = source
  const bound = source.bound === undefined ? {} : { bound: source.bound }
  const detail = await writeParquet(session, place, {
    what,
    sql: typedSelect(table, source, stamp) + order,
    signal,
    ...bound,
  })
  const staged: StagedFile[] = detail === undefined ? [] : [detail]
  try {
    if (detail !== undefined) checkRequired(table, detail, what)
    const rollup = await stageRollup(lake, session, table, slice.period, detail, signal)
    if (rollup !== undefined) staged.push(rollup)
    const days = detail?.stats.get(partition ?? '')
    return {
      slice,
      table,
      detail,
      rollup,
      stamped: Object.keys(stamp),
      rows: detail?.rows ?? 0,
      bytes: staged.reduce((sum, file) => sum + file.bytes, 0),
      minDay: days?.min?.slice(0, 10) ?? null,
      maxDay: days?.max?.slice(0, 10) ?? null,
    }
  } catch (error) {
    await removeFiles(lake, staged)
    throw error
  }
}

/** Aggregates a detail file that was just written into the slice's second file. */
export async function stageRollup(
  lake: OrgLake,
  session: Session,
  table: LakeTable,
  period: string,
  detail: Pick<StagedFile, 'path'> | undefined,
  signal: AbortSignal | undefined,
): Promise<StagedFile | undefined> {
  const rollup = rollupOf(table)
  if (rollup === undefined || detail === undefined) return undefined
  const from = `read_parquet([${duckdbString(join(lake.folder, detail.path))}], hive_partitioning = false)`
  const place = { folder: lake.folder, org: lake.org, table: table.name, period }
  return writeParquet(session, place, {
    what: `The rollup of "${table.name}"`,
    sql: rollupSelect(rollup, from, table.timeZone),
    signal,
  })
}

/** Removes staged files that will not be committed. */
export async function removeFiles(lake: OrgLake, files: readonly Pick<StagedFile, 'path'>[]): Promise<void> {
  for (const file of files) await rm(join(lake.folder, file.path), { force: true })
}

/** Lineage is stamped on every table that has the column; control tables may lack some of the seven. */
function onlyKnown(table: LakeTable, stamp: Row): Row {
  const known = new Set(table.columns.map(({ name }) => name))
  return Object.fromEntries(Object.entries(stamp).filter(([name]) => known.has(name)))
}
