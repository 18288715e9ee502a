import { resolve } from 'node:path'
import type { Row, SourceFiles } from '@cloudact/core/ports/warehouse'
import { decodeChunk } from './decode-chunk.ts'
import type { OrgLake } from './lake-context.ts'
import { prepareStatement } from './prepare-statement.ts'
import { sourceRelation } from './source-files.ts'

/** The rows of a SELECT over fetched files, all at once. Nothing is stored. */
export async function readFiles(
  lake: OrgLake,
  files: SourceFiles,
  signal: AbortSignal | undefined,
): Promise<readonly Row[]> {
  const what = 'The fetched file'
  const paths = files.paths.map((path) => resolve(path))
  const source = await sourceRelation({ ...files, paths }, signal)
  const statement = { sql: files.select, ...(files.parameters && { parameters: files.parameters }) }
  const prepared = await prepareStatement(lake, statement, what, source)
  try {
    return await lake.heavy(() =>
      lake.withLoader(paths, async (loader) => {
        const rows: Row[] = []
        for await (const { names, chunk } of loader.stream({ what, ...prepared, signal }))
          rows.push(...decodeChunk(names, chunk))
        return rows
      }),
    )
  } finally {
    prepared.release()
  }
}
