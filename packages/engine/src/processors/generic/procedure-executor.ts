import type { Procedure } from '@cloudact/catalog/catalog'
import { AppError } from '@cloudact/core/errors'
import type { SliceCheck, SqlParameters } from '@cloudact/core/ports/warehouse'
import { z } from 'zod'
import {
  checkStatements,
  declaredParameters,
  procedureStatement,
  standardParameters,
  type SliceKey,
} from '../../procedure/bind-procedure.ts'
import { RefusedSlices } from '../../procedure/refused-slices.ts'
import { sliceKeyText, targetSlices } from '../../procedure/source-slices.ts'
import { stepProcedures } from '../../procedure/step-procedures.ts'
import { defineProcessor, type ProcessorContext, type SliceWrite } from '../../processor.ts'
import { pipelineIdOf } from '../../run-variables.ts'

const Name = z.string().min(1)
const Value = z.union([z.string(), z.number(), z.boolean(), z.null()])

const Config = z
  .strictObject({
    procedures: z.array(Name).min(1).optional(),
    procedure: z.strictObject({ name: Name }).optional(),
    /** Procedures of kind `check`: what they find keeps the slice they looked at from being replaced, and only that. */
    checks: z.array(Name).default([]),
    /** Values of the procedures' declared parameters, by name. */
    parameters: z
      .union([
        z.record(Name, Value),
        z
          .array(z.strictObject({ name: Name, type: z.string().optional(), value: Value }))
          .transform((list) => Object.fromEntries(list.map(({ name, value }) => [name, value]))),
      ])
      .default({}),
    /** `pipeline`: only slices the running pipeline wrote; otherwise every pipeline's. */
    scope: z.enum(['organization', 'pipeline']).default('organization'),
    /** Only slices that pipelines at or below these paths wrote, `cloud` or `genai/payg`. */
    from: z
      .array(z.string().regex(/^[a-z][a-z0-9_/]*$/))
      .min(1)
      .optional(),
    /**
     * Whose the made slices are. `source`: the pipeline's that wrote the source. `run`: the running pipeline's, so that
     * they can never replace rows of another one; those it made before from a source that is gone are made again, empty.
     */
    owner: z.enum(['source', 'run']).default('source'),
  })
  .refine(
    (config) => (config.procedures === undefined) !== (config.procedure === undefined),
    'give either procedures or procedure',
  )

/** Slices made in one transaction: enough to spare commits, few enough to redo. */
const SLICES_PER_WRITE = 31

type Work = { readonly key: SliceKey; readonly procedures: Procedure[]; readonly checks: Procedure[] }

/**
 * Runs stored procedures slice by slice: for every live slice of the source in the run's days, the SELECTs give the rows
 * of the same slice of the target. Procedures of one step that meet in a slice replace it together.
 *
 * With checks, the slices of one source slice are one transaction: what the checks find keeps them as they were. The
 * other slices are made all the same, then the step fails and names the refused ones and why.
 */
export default defineProcessor({
  summary: 'Runs SQL procedures over the slices of their source.',
  config: Config,

  async run(context, config) {
    const { procedures, checks } = stepProcedures(context.catalog, {
      procedures: config.procedures ?? [config.procedure?.name ?? ''],
      checks: config.checks,
      parameters: Object.keys(config.parameters),
    })
    await refuseWithdrawn(context, [...procedures, ...checks])
    const work = new Map<string, Work>()
    for (const procedure of [...procedures, ...checks]) {
      for (const key of await keysOf(context, procedure, config)) {
        const entry = work.get(sliceKeyText(key)) ?? { key, procedures: [], checks: [] }
        entry[procedure.kind === 'check' ? 'checks' : 'procedures'].push(procedure)
        work.set(sliceKeyText(key), entry)
      }
    }

    if (work.size === 0) {
      const sources = [...new Set(procedures.flatMap(sourcesOf))].join(', ')
      const message = `There was nothing to do: ${sources} has no data for these days.`
      context.finding({ code: 'no_source_data', severity: 'info', message })
    }

    let rows = 0
    let done = 0
    const refused = new RefusedSlices(context)
    const entries = [...work.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry)
    const perWrite = checks.length > 0 ? 1 : SLICES_PER_WRITE
    for (let at = 0; at < entries.length; at += perWrite) {
      const chunk = entries.slice(at, at + perWrite)
      const write = () =>
        context.write(
          chunk.flatMap((entry) => slicesOf(context, entry, config.parameters)),
          chunk.flatMap((entry) => checksOf(context, entry, config.parameters)),
        )
      const written = await (checks.length > 0 ? refused.unless(chunk, write) : write())
      rows += written.reduce((sum, slice) => sum + slice.rows, 0)
      done += chunk.length
      context.progress(`${done} of ${entries.length} slices`, rows)
    }
    refused.fail(entries.length)
    const targets = [...new Set(procedures.map((procedure) => procedure.target))]
    return {
      rows,
      output: {
        output_table: targets[0],
        output_tables: targets,
        slices: entries.length,
        rows_written: rows,
      },
    }
  },
})

function sourcesOf({ source, also_from: more = [] }: Procedure): readonly string[] {
  return [source, ...more]
}

/** The slices a procedure has to make in this run. */
async function keysOf(
  context: ProcessorContext,
  procedure: Procedure,
  { scope, from, owner }: z.output<typeof Config>,
): Promise<SliceKey[]> {
  const { range, pipelineId, org } = context.run
  const below = from?.map((path) => pipelineIdOf(org, path.replace(/\/+$/, '')))
  const ofPipeline = (id: string): boolean =>
    (scope === 'organization' || id === pipelineId) &&
    (below?.some((own) => id === own || id.startsWith(`${own}-`)) ?? true)
  const slices = (await Promise.all(sourcesOf(procedure).map((table) => context.slices(table)))).flat()
  if (owner === 'source') return targetSlices(procedure, slices, { range, ofPipeline })
  const made = (await context.slices(procedure.target)).filter((slice) => slice.pipelineId === pipelineId)
  const keys = [
    ...targetSlices(procedure, slices, { range, ofPipeline, owner: pipelineId }),
    ...targetSlices(procedure, made, { range, owner: pipelineId }),
  ]
  return [...new Map(keys.map((key) => [sliceKeyText(key), key])).values()]
}

function slicesOf(
  context: ProcessorContext,
  { key, procedures }: Work,
  given: z.output<typeof Config>['parameters'],
): SliceWrite[] {
  const byTarget = Map.groupBy(procedures, (procedure) => procedure.target)
  return [...byTarget].map(([table, group]) => {
    const statement = procedureStatement(group, parametersOf(context, key, group, given))
    return { ...key, table, content: { kind: 'select', statement } }
  })
}

function checksOf(
  context: ProcessorContext,
  { key, checks }: Work,
  given: z.output<typeof Config>['parameters'],
): SliceCheck[] {
  return checks.flatMap((check) => checkStatements(check, key, parametersOf(context, key, [check], given)))
}

async function refuseWithdrawn(context: ProcessorContext, procedures: readonly Procedure[]): Promise<void> {
  for (const { name } of procedures) {
    if (await context.services.procedures?.isWithdrawn(name)) {
      throw new AppError(
        'config_invalid',
        `The procedure "${name}" was withdrawn by the operator of this deployment. It can be run again after the operator has synced it.`,
      )
    }
  }
}

function parametersOf(
  context: ProcessorContext,
  key: SliceKey,
  procedures: readonly Procedure[],
  given: z.output<typeof Config>['parameters'],
): SqlParameters {
  const declared = procedures.flatMap((procedure) =>
    Object.entries(declaredParameters(procedure, context.run, given)),
  )
  return { ...Object.fromEntries(declared), ...standardParameters(context.run, key) }
}
