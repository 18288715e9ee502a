import { AppError } from '@cloudact/core/errors'
import { z } from 'zod'
import { route } from '../../context.ts'
import { ProcedureShape, toProcedure } from './procedure-shape.ts'

export const getProcedure = route({
  method: 'GET',
  path: '/api/v1/procedures/{procedure_name}',
  operationId: 'getProcedure',
  tag: 'Procedures',
  summary: 'A procedure with its SELECTs',
  auth: { kind: 'root' },
  params: z.object({ procedure_name: z.string().max(120) }),
  output: ProcedureShape.extend({ selects: z.array(z.string()) }).meta({ id: 'ProcedureDetail' }),
  handler: async ({ params }, { catalog }) => {
    const procedure = catalog.procedures.get(params.procedure_name)
    if (procedure === undefined)
      throw new AppError('not_found', `There is no procedure "${params.procedure_name}".`)
    return { ...toProcedure(procedure), selects: [...procedure.selects] }
  },
})
