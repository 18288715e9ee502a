import type { Catalog, Procedure } from '@cloudact/catalog/catalog'
import { AppError } from '@cloudact/core/errors'

/** Procedures and checks a step names, found and fit to run together. Throws `config_invalid` with what is wrong. */
export function stepProcedures(
  catalog: Catalog,
  named: {
    readonly procedures: readonly string[]
    readonly checks: readonly string[]
    /** Names of the parameters the step gives a value. */
    readonly parameters: readonly string[]
  },
): { readonly procedures: readonly Procedure[]; readonly checks: readonly Procedure[] } {
  const procedures = named.procedures.map((name) => findProcedure(catalog, name, 'rows'))
  const checks = named.checks.map((name) => findProcedure(catalog, name, 'check'))
  refuseChains(procedures)
  refuseIdleChecks(checks, procedures)
  refuseUnknownParameters([...procedures, ...checks], named.parameters)
  return { procedures, checks }
}

function findProcedure(catalog: Catalog, name: string, kind: Procedure['kind']): Procedure {
  const procedure = catalog.procedures.get(name)
  if (procedure?.kind === kind) return procedure
  if (procedure) {
    const place = kind === 'check' ? 'among the procedures' : 'under checks'
    throw new AppError('config_invalid', `"${name}" is of kind "${procedure.kind}" and belongs ${place}.`)
  }
  const known = [...catalog.procedures.keys()].sort().join(', ')
  throw new AppError('config_invalid', `There is no procedure "${name}". Known: ${known}.`)
}

/** A check is asked for the slices the step makes; one that guards others would never be asked. */
function refuseIdleChecks(checks: readonly Procedure[], procedures: readonly Procedure[]): void {
  const idle = checks.find(
    (check) =>
      !procedures.some(
        ({ source, target, slice }) =>
          source === check.source && target === check.target && slice === check.slice,
      ),
  )
  if (idle) {
    throw new AppError(
      'config_invalid',
      `Check "${idle.name}" guards ${idle.target} by ${idle.slice}, but no procedure of the step makes it from ${idle.source}.`,
    )
  }
}

/** Procedures of one step read the tables as they were before it, so none may need what another one makes. */
function refuseChains(procedures: readonly Procedure[]): void {
  for (const reader of procedures) {
    const read = new Set(
      [...reader.selects.join('\n').matchAll(/\{\{\s*(?:table|rollup)\(\s*([A-Za-z0-9_]+)\s*\)/g)].map(
        (match) => match[1],
      ),
    )
    const maker = procedures.find(
      (other) => other !== reader && other.target !== reader.target && read.has(other.target),
    )
    if (maker) {
      throw new AppError(
        'config_invalid',
        `Procedure "${reader.name}" reads ${maker.target}, which "${maker.name}" of the same step makes. Put them into two steps.`,
      )
    }
  }
}

function refuseUnknownParameters(procedures: readonly Procedure[], given: readonly string[]): void {
  const declared = new Set(
    procedures.flatMap((procedure) => procedure.parameters.map((parameter) => parameter.name)),
  )
  const unknown = given.find((name) => !declared.has(name))
  if (unknown !== undefined)
    throw new AppError('config_invalid', `No procedure of this step declares a parameter "${unknown}".`)
}
