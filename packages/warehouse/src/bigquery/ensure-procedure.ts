import { AppError } from '@cloudact/core/errors'
import type { SqlParameters } from '@cloudact/core/ports/warehouse'
import type { BigQueryContext } from './bigquery-context.ts'
import { createProcedure } from './create-procedure.ts'
import { ensureDataset } from './ensure-dataset.ts'
import { runQuery, type JobRun } from './jobs/run-job.ts'

/**
 * Keeps a SELECT as a stored procedure, once per process and text: another process of another release may have put its
 * own there. `values` say the types of the parameters. Throws `config_invalid` for a name BigQuery does not allow.
 */
export async function ensureProcedure(
  context: BigQueryContext,
  name: string,
  sql: string,
  values: SqlParameters,
  labels: JobRun['labels'],
): Promise<void> {
  if (!/^[A-Za-z_][A-Za-z0-9_]{0,255}$/.test(name))
    throw new AppError('config_invalid', `"${name.slice(0, 60)}" cannot be the name of a stored procedure.`)
  const text = createProcedure(context.procedureDataset, name, sql, values)
  if (context.known.has(text)) return
  await ensureDataset(context, context.procedureDataset, { routines: false, labels })
  await runQuery(context, { what: `Creating procedure "${name}"`, labels, sql: text })
  context.known.add(text)
}
