import type { ReadOptions, Row, Statement } from '@cloudact/core/ports/warehouse'
import type { OrgBigQuery } from './bigquery-context.ts'
import { jobLabels } from './jobs/job-labels.ts'
import { prepareQuery } from './prepare-query.ts'
import { readResult } from './read-result.ts'

/** Streams the rows of a SELECT over one snapshot, in batches of at most 2,048. */
export async function* queryRows(
  warehouse: OrgBigQuery,
  statement: Statement,
  { signal, runId, stepId }: ReadOptions = {},
): AsyncGenerator<readonly Row[]> {
  const what = 'The query'
  const prepared = await prepareQuery(warehouse, statement, what)
  const labels = jobLabels({ org: warehouse.org, run: runId, step: stepId ?? 'query' })
  for await (const { rows } of readResult(warehouse, { what, ...prepared, labels, signal }))
    if (rows.length > 0) yield rows
}
