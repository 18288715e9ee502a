import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { duckdbString } from '../sql/duckdb-dialect.ts'
import type { StatementRun } from './engine.ts'
import type { OrgLake } from './lake-context.ts'

/** Parquet ends in its index, so it is written to a temporary file first and streamed from there. */
export async function* exportParquet(lake: OrgLake, run: StatementRun): AsyncGenerator<Uint8Array> {
  const path = join(lake.temporaryFolder, `export-${randomUUID()}.parquet`)
  try {
    await lake.reader.use(run.signal, (session) =>
      session.rows({
        ...run,
        sql: `COPY (${run.sql}) TO ${duckdbString(path)} (FORMAT parquet, COMPRESSION zstd)`,
      }),
    )
    for await (const piece of createReadStream(path)) if (piece instanceof Uint8Array) yield piece
  } finally {
    await rm(path, { force: true })
  }
}
