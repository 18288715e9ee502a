import { eachDay, eachMonth } from '@cloudact/core/day'
import { z } from 'zod'
import { standardParameters, typedStatement } from '../../procedure/bind-procedure.ts'
import { defineProcessor, type SliceWrite } from '../../processor.ts'

const Config = z.strictObject({
  transformation: z.strictObject({
    /** One SELECT of the shared subset. Filters by `@period_start` and `@period_end`, half-open days of the slice. */
    sql: z.string().min(1),
    /** Further `@name` values. */
    parameters: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).default({}),
  }),
  destination: z.strictObject({
    table: z.string().min(1),
    period: z.enum(['day', 'month', 'all']).default('day'),
    credential_id: z.string().min(1).default('none'),
    account_id: z.string().default(''),
  }),
})

/** Makes slices of a table from a SELECT over others, one per day or month the run touches, all at once. */
export default defineProcessor({
  summary: 'Transforms tables of the organization with a SELECT.',
  config: Config,

  async run(context, { transformation, destination }) {
    const { range, pipelineId } = context.run
    const { table, period, credential_id: credentialId, account_id: accountId } = destination
    const periods =
      period === 'day'
        ? eachDay(range)
        : period === 'month'
          ? eachMonth(range).map((month) => month.slice(0, 7))
          : ['all']
    const written = await context.write(
      periods.map((each): SliceWrite => {
        const key = { pipelineId, credentialId, accountId, period: each }
        const parameters = { ...transformation.parameters, ...standardParameters(context.run, key) }
        return {
          ...key,
          table,
          content: { kind: 'select', statement: typedStatement(transformation.sql, parameters) },
        }
      }),
    )
    const rows = written.reduce((sum, slice) => sum + slice.rows, 0)
    return { rows, output: { output_table: table, rows_written: rows, slices: written.length } }
  },
})
