import { AppError } from '@cloudact/core/errors'
import type { ProcedureDefinition, ProcedureStore } from '@cloudact/core/ports/procedures'
import type { ColumnType, SqlParameters, SqlValue } from '@cloudact/core/ports/warehouse'
import { openLakeProcedures } from '../lake/lake-procedures.ts'
import type { BigQueryContext } from './bigquery-context.ts'
import { ensureProcedure } from './ensure-procedure.ts'
import { jobLabels } from './jobs/job-labels.ts'

/**
 * Stored procedures of the dataset `organizations`. What was installed and withdrawn is noted where the lake notes it:
 * a run asks those notes, so a withdrawn procedure stays in the dataset and is not called.
 */
export function openBigQueryProcedures(context: BigQueryContext): ProcedureStore {
  const notes = openLakeProcedures(context)
  return {
    ...notes,
    async install(definition, options) {
      const known = (await notes.list()).find(({ name }) => name === definition.name)
      const isSame = known?.contentHash === definition.contentHash && known.withdrawnAt === null
      if (options.force || !isSame) await create(context, definition, options)
      return notes.install(definition, options)
    },
  }
}

async function create(
  context: BigQueryContext,
  definition: ProcedureDefinition,
  { force }: { readonly force: boolean },
): Promise<void> {
  const labels = jobLabels({ step: 'install-procedure' })
  const values = sampleValues(definition)
  // Somebody may have removed it from the dataset.
  const made = force ? { ...context, known: new Set<string>() } : context
  try {
    for (const { name, sql } of definition.selects) await ensureProcedure(made, name, sql, values, labels)
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'invalid_input') throw error
    throw new AppError('config_invalid', `BigQuery does not accept the procedure "${definition.name}".`, {
      cause: error,
      detail: error.detail,
    })
  }
}

/** A value of every declared parameter's type, as a run passes them; all others are text. */
function sampleValues({ parameters }: ProcedureDefinition): SqlParameters {
  return Object.fromEntries(parameters.map(({ name, type }) => [name, sampleValue(type)]))
}

function sampleValue(type: ColumnType): SqlValue {
  if (type === 'int64') return 0
  if (type === 'float64') return 0.5
  return type === 'bool' ? false : ''
}
