import { z } from 'zod'
import { route } from '../../context.ts'
import { requireProcedure } from '../../domain/procedure-definition.ts'
import { ProcedureParams, ProcedureShape, toProcedure } from './procedure-shape.ts'

export const getProcedure = route({
  method: 'GET',
  path: '/api/v1/procedures/{procedure_name}',
  operationId: 'getProcedure',
  tag: 'Procedures',
  summary: 'A procedure with its SELECTs',
  auth: { kind: 'root' },
  params: ProcedureParams,
  output: ProcedureShape.extend({ selects: z.array(z.string()) }).meta({ id: 'ProcedureDetail' }),
  handler: async ({ params }, context) => {
    const procedure = requireProcedure(context.catalog, params.procedure_name)
    const stored = (await context.procedures.list()).find((one) => one.name === procedure.name)
    return { ...toProcedure(procedure, stored, context), selects: [...procedure.selects] }
  },
})
