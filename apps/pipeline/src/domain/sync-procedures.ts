import type { Procedure } from '@cloudact/catalog/catalog'
import { AppError } from '@cloudact/core/errors'
import type { PipelineContext } from '../context.ts'
import { procedureDefinition } from './procedure-definition.ts'

export type ProcedureSync = {
  readonly created: string[]
  readonly updated: string[]
  readonly skipped: string[]
  readonly failed: { readonly name: string; readonly error: string }[]
}

/** Installs procedures in the warehouse engine. One that cannot be installed does not keep the others from it. */
export async function syncProcedures(
  { catalog, procedures: store }: Pick<PipelineContext, 'catalog' | 'procedures'>,
  procedures: readonly Procedure[],
  force: boolean,
): Promise<ProcedureSync> {
  const sync: ProcedureSync = { created: [], updated: [], skipped: [], failed: [] }
  for (const procedure of procedures) {
    try {
      const outcome = await store.install(procedureDefinition(catalog, procedure), { force })
      const list = outcome === 'unchanged' ? sync.skipped : sync[outcome]
      list.push(procedure.name)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      sync.failed.push({ name: procedure.name, error: error.message })
    }
  }
  return sync
}
