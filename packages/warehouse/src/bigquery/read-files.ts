import type { Row, SourceFiles } from '@cloudact/core/ports/warehouse'
import { decodeChunk } from '../lake/decode-chunk.ts'
import type { OrgBigQuery } from './bigquery-context.ts'
import { prepareFiles } from './prepare-files.ts'

/** The rows of a SELECT over fetched files, all at once. It runs here: nothing is sent to BigQuery. */
export async function readFiles(
  warehouse: OrgBigQuery,
  files: SourceFiles,
  signal: AbortSignal | undefined,
): Promise<readonly Row[]> {
  const what = 'The fetched file'
  const { paths, sql, bound } = await prepareFiles(warehouse, files, what, signal)
  return warehouse.withLoader(paths, async (loader) => {
    const rows: Row[] = []
    for await (const { names, chunk } of loader.stream({ what, sql, bound, signal }))
      rows.push(...decodeChunk(names, chunk))
    return rows
  })
}
