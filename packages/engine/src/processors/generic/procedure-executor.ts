import type { Procedure } from '@cloudact/catalog/catalog'
import { AppError } from '@cloudact/core/errors'
import { z } from 'zod'
import {
  declaredParameters,
  procedureStatement,
  standardParameters,
  type SliceKey,
} from '../../procedure/bind-procedure.ts'
import { sliceKeyText, targetSlices } from '../../procedure/source-slices.ts'
import { defineProcessor, type ProcessorContext, type SliceWrite } from '../../processor.ts'

const Name = z.string().min(1)
const Value = z.union([z.string(), z.number(), z.boolean(), z.null()])

const Config = z
  .strictObject({
    procedures: z.array(Name).min(1).optional(),
    procedure: z.strictObject({ name: Name }).optional(),
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
  })
  .refine(
    (config) => (config.procedures === undefined) !== (config.procedure === undefined),
    'give either procedures or procedure',
  )

/** Slices made in one transaction: enough to spare commits, few enough to redo. */
const SLICES_PER_WRITE = 31

/**
 * Runs stored procedures slice by slice: for every live slice of the source in the run's days, the SELECTs give the rows
 * of the same slice of the target. Procedures of one step that meet in a slice replace it together.
 */
export default defineProcessor({
  summary: 'Runs SQL procedures over the slices of their source.',
  config: Config,

  async run(context, config) {
    const procedures = (config.procedures ?? [config.procedure?.name ?? '']).map((name) =>
      findProcedure(context, name),
    )
    await refuseWithdrawn(context, procedures)
    refuseChains(procedures)
    refuseUnknownParameters(procedures, config.parameters)

    const work = new Map<string, { readonly key: SliceKey; readonly procedures: Procedure[] }>()
    for (const procedure of procedures) {
      const slices = await context.slices(procedure.source)
      const keys = targetSlices(
        procedure,
        slices,
        context.run.range,
        config.scope === 'pipeline' ? context.run.pipelineId : undefined,
      )
      for (const key of keys) {
        const entry = work.get(sliceKeyText(key)) ?? { key, procedures: [] }
        entry.procedures.push(procedure)
        work.set(sliceKeyText(key), entry)
      }
    }

    if (work.size === 0) {
      const sources = [...new Set(procedures.map((procedure) => procedure.source))].join(', ')
      const message = `There was nothing to do: ${sources} has no data for these days.`
      context.finding({ code: 'no_source_data', severity: 'info', message })
    }

    let rows = 0
    let done = 0
    const entries = [...work.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry)
    for (let at = 0; at < entries.length; at += SLICES_PER_WRITE) {
      const chunk = entries.slice(at, at + SLICES_PER_WRITE)
      const written = await context.write(
        chunk.flatMap((entry) => slicesOf(context, entry.key, entry.procedures, config.parameters)),
      )
      rows += written.reduce((sum, slice) => sum + slice.rows, 0)
      done += chunk.length
      context.progress(`${done} of ${entries.length} slices`, rows)
    }
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

function slicesOf(
  context: ProcessorContext,
  key: SliceKey,
  procedures: readonly Procedure[],
  given: z.output<typeof Config>['parameters'],
): SliceWrite[] {
  const byTarget = Map.groupBy(procedures, (procedure) => procedure.target)
  return [...byTarget].map(([table, group]) => {
    const declared = group.flatMap((procedure) =>
      Object.entries(declaredParameters(procedure, context.run, given)),
    )
    const parameters = { ...Object.fromEntries(declared), ...standardParameters(context.run, key) }
    return { ...key, table, content: { kind: 'select', statement: procedureStatement(group, parameters) } }
  })
}

function findProcedure(context: ProcessorContext, name: string): Procedure {
  const procedure = context.catalog.procedures.get(name)
  if (procedure) return procedure
  const known = [...context.catalog.procedures.keys()].sort().join(', ')
  throw new AppError('config_invalid', `There is no procedure "${name}". Known: ${known}.`)
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

function refuseUnknownParameters(
  procedures: readonly Procedure[],
  given: Readonly<Record<string, unknown>>,
): void {
  const declared = new Set(
    procedures.flatMap((procedure) => procedure.parameters.map((parameter) => parameter.name)),
  )
  const unknown = Object.keys(given).find((name) => !declared.has(name))
  if (unknown !== undefined)
    throw new AppError('config_invalid', `No procedure of this step declares a parameter "${unknown}".`)
}
