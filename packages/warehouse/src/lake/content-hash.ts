import { join } from 'node:path'
import { duckdbIdentifier, duckdbString } from '../sql/duckdb-dialect.ts'
import type { Session } from './engine.ts'
import { type LakeFile, type LakeTable, SLICE_COLUMN } from './lake-table.ts'

/** Columns that tell runs apart, not contents. */
export const RUN_COLUMNS = new Set(['x_run_id', 'x_ingested_at', 'x_ingestion_date'])

/**
 * A fingerprint of the rows of a slice whatever their order, without the columns in which two runs over the same input
 * differ. Equal contents have equal fingerprints; the reverse fails with odds of 2^-100 or so.
 */
export async function contentHash(
  session: Session,
  folder: string,
  table: LakeTable,
  file: LakeFile,
  versionId: number | undefined,
  signal: AbortSignal | undefined,
): Promise<string> {
  const columns = table.columns
    .filter(({ name, since }) => since <= file.schemaVersion && !RUN_COLUMNS.has(name))
    .map(({ name }) => duckdbIdentifier(name))
  // Two independent 64-bit sums; a plain xor would lose rows that occur twice.
  const row = columns.length === 0 ? "''" : columns.join(', ')
  const where = file.compacted && versionId !== undefined ? ` WHERE ${SLICE_COLUMN} = ${versionId}` : ''
  const [result] = await session.rows({
    what: 'The comparison with the stored slice',
    sql: `SELECT count(*) || ':' || sum(hash(${row})::HUGEINT) || ':' || sum(hash('second', ${row})::HUGEINT) AS fingerprint
      FROM read_parquet([${duckdbString(join(folder, file.path))}], hive_partitioning = false)${where}`,
    signal,
  })
  return `${columns.length}:${String(result?.['fingerprint'])}`
}
