import type { Row } from '@cloudact/core/ports/warehouse'
import type { OrgBigQuery } from './bigquery-context.ts'
import { decodeRows, type ResultField, type WireRow } from './decode-row.ts'
import { runQuery, withRetries, type QueryRun } from './jobs/run-job.ts'

/** BigQuery sends fewer where rows are long: a page is at most 10 MB. */
const PAGE_ROWS = 2_048

export type ResultPage = { readonly fields: readonly ResultField[]; readonly rows: readonly Row[] }

/**
 * Runs a SELECT and yields its result page by page; the next page is asked for when the last one has been taken. A
 * result is a snapshot that BigQuery keeps, so pages belong together whatever is written meanwhile.
 */
export async function* readResult(warehouse: OrgBigQuery, run: QueryRun): AsyncGenerator<ResultPage> {
  const job = await runQuery(warehouse, { ...run, estimated: true })
  let pageToken: string | undefined
  do {
    const [rows, , response] = await withRetries(warehouse, run, () =>
      job.getQueryResults({
        autoPaginate: false,
        skipParsing: true,
        maxResults: PAGE_ROWS,
        ...(pageToken !== undefined && { pageToken }),
      }),
    )
    const fields: readonly ResultField[] = response?.schema?.fields ?? []
    const wire: readonly WireRow[] = rows
    yield { fields, rows: decodeRows(fields, wire) }
    pageToken = response?.pageToken ?? undefined
  } while (pageToken !== undefined)
}

/** All rows of a small result. */
export async function readRows(warehouse: OrgBigQuery, run: QueryRun): Promise<Row[]> {
  const all: Row[] = []
  for await (const { rows } of readResult(warehouse, run)) all.push(...rows)
  return all
}
