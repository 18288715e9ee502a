import type { Row, Statement } from '@cloudact/core/ports/warehouse'
import type { ProcessorContext } from '@cloudact/engine/processor'

/** All rows of a query that is known to give few. */
export async function collectRows(context: ProcessorContext, statement: Statement): Promise<Row[]> {
  const rows: Row[] = []
  for await (const batch of context.query(statement)) rows.push(...batch)
  return rows
}
