import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { ColumnType, Row } from '@cloudact/core/ports/warehouse'
import { UTC } from '@cloudact/core/time-zone'
import type { LakeTable } from '../lake/lake-table.ts'
import { stageRows } from '../lake/stage-rows.ts'
import { typedSelect } from '../lake/typed-select.ts'
import { duckdbString } from '../sql/duckdb-dialect.ts'
import type { OrgBigQuery } from './bigquery-context.ts'
import type { ResultField } from './decode-row.ts'
import type { ResultPage } from './read-result.ts'

const TYPES: Readonly<Record<string, ColumnType>> = {
  INTEGER: 'int64',
  INT64: 'int64',
  BIGNUMERIC: 'decimal',
  NUMERIC: 'decimal',
  FLOAT: 'float64',
  FLOAT64: 'float64',
  BOOLEAN: 'bool',
  BOOL: 'bool',
  DATE: 'date',
  TIMESTAMP: 'timestamp',
}

/**
 * A result as one Parquet file with the lake's types. Parquet ends in its index, so it is written to a temporary file
 * first and streamed from there; the rows spill to disk on the way, not into memory.
 */
export async function* exportParquet(
  warehouse: OrgBigQuery,
  pages: AsyncGenerator<ResultPage>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  const what = 'The export'
  const path = join(warehouse.temporaryFolder, `export-${randomUUID()}.parquet`)
  try {
    const first = await pages.next()
    if (first.done === true) return
    const table = resultTable(first.value.fields)
    await warehouse.engine.use(signal, async (session) => {
      const staged = await stageRows(session, table, rowsOf(first.value, pages), {}, signal)
      const sql = typedSelect(table, { ...staged, what }, {})
      await session.rows({
        what,
        sql: `COPY (${sql}) TO ${duckdbString(path)} (FORMAT parquet, COMPRESSION zstd)`,
        signal,
      })
    })
    for await (const piece of createReadStream(path)) if (piece instanceof Uint8Array) yield piece
  } finally {
    await rm(path, { force: true })
  }
}

async function* rowsOf(first: ResultPage, rest: AsyncGenerator<ResultPage>): AsyncGenerator<readonly Row[]> {
  yield first.rows
  for await (const { rows } of rest) yield rows
}

function resultTable(fields: readonly ResultField[]): LakeTable {
  const columns = fields.map(({ name = '', type = '' }) => ({
    name,
    type: TYPES[type] ?? 'string',
    since: 1,
  }))
  return {
    name: 'export',
    schemaVersion: 1,
    columns,
    definition: { name: 'export', columns },
    rollupVersion: 1,
    timeZone: UTC,
  }
}
