import type { Catalog, Procedure } from '@cloudact/catalog/catalog'
import { AppError } from '@cloudact/core/errors'
import type { ProcedureDefinition } from '@cloudact/core/ports/procedures'
import { namedSelects } from '@cloudact/engine/procedure/bind-procedure'
import { sha256 } from '@cloudact/security/constant-time'

/** A procedure of the configuration by name. Throws `not_found`. */
export function requireProcedure(catalog: Catalog, name: string): Procedure {
  const procedure = catalog.procedures.get(name)
  if (procedure === undefined)
    throw new AppError('not_found', `There is no procedure "${name.slice(0, 120)}" in the configuration.`)
  return procedure
}

/** Hash over what decides what a procedure does: its header and its SELECTs. */
export function contentHashOf(procedure: Procedure): string {
  const { name, parameters, source, target, slice, selects } = procedure
  return sha256(JSON.stringify({ name, parameters, source, target, slice, selects }))
}

/** A procedure as the warehouse engine is given it. Throws `config_invalid` when its target table is not described. */
export function procedureDefinition(catalog: Catalog, procedure: Procedure): ProcedureDefinition {
  const { name, parameters } = procedure
  const target = catalog.tables.get(procedure.target)
  if (target === undefined)
    throw new AppError('config_invalid', `The table "${procedure.target}" of "${name}" is not described.`)
  return { name, parameters, selects: namedSelects(procedure), target, contentHash: contentHashOf(procedure) }
}
