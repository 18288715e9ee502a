import { z } from 'zod'
import { route } from '../../context.ts'
import { ProcedureShape, toProcedure } from './procedure-shape.ts'

export const listProcedures = route({
  method: 'GET',
  path: '/api/v1/procedures',
  operationId: 'listProcedures',
  tag: 'Procedures',
  summary: 'Procedures of the configuration, and which of them are synced or withdrawn',
  auth: { kind: 'root' },
  query: z.strictObject({ domain: z.string().max(60).optional() }),
  output: z
    .object({ procedures: z.array(ProcedureShape), count: z.number() })
    .meta({ id: 'ProcedureListResponse' }),
  handler: async ({ query }, context) => {
    const stored = new Map((await context.procedures.list()).map((procedure) => [procedure.name, procedure]))
    const found = [...context.catalog.procedures.values()].filter(
      (procedure) => query.domain === undefined || procedure.domain === query.domain,
    )
    return {
      procedures: found.map((procedure) => toProcedure(procedure, stored.get(procedure.name), context)),
      count: found.length,
    }
  },
})
