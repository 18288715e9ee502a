import type { ExportFormat, Statement } from '@cloudact/core/ports/warehouse'
import { csvHeader, csvLine, jsonLine } from './export-line.ts'
import { exportParquet } from './export-parquet.ts'
import type { OrgLake } from './lake-context.ts'
import { prepareStatement } from './prepare-statement.ts'

const PIECE_BYTES = 65_536

/**
 * Streams a SELECT as file bytes. CSV (RFC 4180, header first) and JSONL lines are made inside the engine: decimals as
 * text without trailing zeros, timestamps as `YYYY-MM-DDTHH:MM:SSZ`, NULL empty in CSV and null in JSONL.
 */
export async function* exportRows(
  lake: OrgLake,
  statement: Statement,
  format: ExportFormat,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  const what = 'The export'
  const prepared = await prepareStatement(lake, statement, what)
  const run = { what, sql: prepared.sql, bound: prepared.bound, signal }
  try {
    if (format === 'parquet') {
      yield* exportParquet(lake, run)
      return
    }
    const columns = await lake.reader.use(signal, (session) => session.describe(run))
    const line = format === 'csv' ? csvLine(columns) : jsonLine(columns)
    const encoder = new TextEncoder()
    let text = format === 'csv' ? csvHeader(columns) : ''
    for await (const { chunk } of lake.reader.stream({
      ...run,
      sql: `SELECT ${line} AS line FROM (${run.sql}) AS result`,
    })) {
      for (const value of chunk.getColumnValues(0)) text += `${String(value)}\n`
      if (text.length < PIECE_BYTES) continue
      yield encoder.encode(text)
      text = ''
    }
    if (text !== '') yield encoder.encode(text)
  } finally {
    prepared.release()
  }
}
