import { z } from 'zod'
import { route } from '../../context.ts'
import { ProcedureShape, toProcedure } from './procedure-shape.ts'

export const listProcedures = route({
  method: 'GET',
  path: '/api/v1/procedures',
  operationId: 'listProcedures',
  tag: 'Procedures',
  summary: 'Procedures of the configuration',
  auth: { kind: 'root' },
  query: z.strictObject({ domain: z.string().max(60).optional() }),
  output: z
    .object({ procedures: z.array(ProcedureShape), count: z.number() })
    .meta({ id: 'ProcedureListResponse' }),
  handler: async ({ query }, { catalog }) => {
    const found = [...catalog.procedures.values()].filter(
      (procedure) => query.domain === undefined || procedure.domain === query.domain,
    )
    return { procedures: found.map(toProcedure), count: found.length }
  },
})
