import type { Row, Statement } from '@cloudact/core/ports/warehouse'
import { decodeChunk } from './decode-chunk.ts'
import type { OrgLake } from './lake-context.ts'
import { prepareStatement } from './prepare-statement.ts'

/** Streams the rows of a SELECT over one snapshot, in batches of at most 2,048. */
export async function* queryRows(
  lake: OrgLake,
  statement: Statement,
  signal: AbortSignal | undefined,
): AsyncGenerator<readonly Row[]> {
  const what = 'The query'
  const prepared = await prepareStatement(lake, statement, what)
  try {
    for await (const { names, chunk } of lake.reader.stream({ what, ...prepared, signal }))
      yield decodeChunk(names, chunk)
  } finally {
    prepared.release()
  }
}
