import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Row, SliceContent } from '@cloudact/core/ports/warehouse'
import type { BoundParameters } from '../lake/bind-parameters.ts'
import type { Session, SourceColumn } from '../lake/engine.ts'
import type { LakeTable } from '../lake/lake-table.ts'
import { stageRows } from '../lake/stage-rows.ts'
import { typedSelect } from '../lake/typed-select.ts'
import { SLICE_COLUMN } from '../sql/bigquery-dialect.ts'
import { duckdbIdentifier, duckdbString } from '../sql/duckdb-dialect.ts'
import type { OrgBigQuery } from './bigquery-context.ts'
import type { JobRun } from './jobs/run-job.ts'
import { loadFile } from './load-file.ts'
import { prepareFiles } from './prepare-files.ts'

export type StagingTarget = {
  readonly table: LakeTable
  /** Name of the staging table. */
  readonly staging: string
  readonly sliceId: string
  readonly stamp: Row
  readonly run: JobRun
}

/** Checks rows against the schema as the lake does, writes them as Parquet and loads that into the staging table. */
export async function stageRowContent(
  warehouse: OrgBigQuery,
  target: StagingTarget,
  rows: Extract<SliceContent, { kind: 'rows' }>['rows'],
): Promise<void> {
  const { table, stamp, run } = target
  await warehouse.engine.use(run.signal, async (session) => {
    const staged = await stageRows(session, table, rows, stamp, run.signal)
    await writeAndLoad(warehouse, session, target, staged)
  })
}

/** The same for files a connector fetched. Their SELECT runs here: it reads nothing but the files. */
export async function stageFileContent(
  warehouse: OrgBigQuery,
  target: StagingTarget,
  files: Extract<SliceContent, { kind: 'files' }>['files'],
): Promise<void> {
  const { what, signal } = target.run
  const { paths, sql, bound } = await prepareFiles(warehouse, files, what, signal)
  await warehouse.withLoader(paths, (loader) =>
    loader.use(signal, async (session) => {
      const columns = await session.describe({ what, sql, bound, signal })
      await writeAndLoad(warehouse, session, target, { sql, columns, bound })
    }),
  )
}

async function writeAndLoad(
  warehouse: OrgBigQuery,
  session: Session,
  target: StagingTarget,
  source: {
    readonly sql: string
    readonly columns: readonly SourceColumn[]
    readonly bound?: BoundParameters
  },
): Promise<void> {
  const { table, stamp, sliceId, run } = target
  const { what, signal } = run
  const typed = typedSelect(table, { ...source, what }, stamp)
  const list = table.columns.map(({ name, type }) => travelling(name, type))
  const sql = `SELECT ${list.join(', ')}, ${duckdbString(sliceId)} AS ${SLICE_COLUMN} FROM (${typed})`
  const path = join(warehouse.temporaryFolder, `load-${randomUUID()}.parquet`)
  try {
    const [written] = await session.rows({
      what,
      sql: `COPY (${sql}) TO ${duckdbString(path)} (FORMAT parquet, COMPRESSION zstd)`,
      ...(source.bound && { bound: source.bound }),
      signal,
    })
    if (Number(written?.['Count'] ?? 0) > 0) await loadFile(warehouse, path, target, run)
  } finally {
    await rm(path, { force: true })
  }
}

/** Amounts as text, so that no reader of the file can narrow them; instants as instants, not as wall-clock times. */
function travelling(name: string, type: LakeTable['columns'][number]['type']): string {
  const column = duckdbIdentifier(name)
  if (type === 'timestamp') return `CAST(${column} AS TIMESTAMPTZ) AS ${column}`
  if (type === 'decimal' || type === 'string' || type === 'json')
    return `CAST(${column} AS VARCHAR) AS ${column}`
  return column
}
