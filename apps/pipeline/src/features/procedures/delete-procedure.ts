import { AppError } from '@cloudact/core/errors'
import { z } from 'zod'
import { route } from '../../context.ts'
import { requireProcedure } from '../../domain/procedure-definition.ts'
import { ProcedureParams } from './procedure-shape.ts'

export const deleteProcedure = route({
  method: 'DELETE',
  path: '/api/v1/procedures/{procedure_name}',
  operationId: 'deleteProcedure',
  tag: 'Procedures',
  summary:
    'Withdraw a procedure: runs that need it fail and say so, until it is synced again. Its file stays',
  auth: { kind: 'root' },
  params: ProcedureParams,
  output: z
    .object({ success: z.boolean(), procedure_name: z.string(), message: z.string() })
    .meta({ id: 'ProcedureDeleteResponse' }),
  audit: { action: 'DELETE', resource: 'procedure' },
  handler: async ({ params, auditDetail }, { catalog, procedures }) => {
    const { name } = requireProcedure(catalog, params.procedure_name)
    auditDetail(name)
    if (!(await procedures.withdraw(name)))
      throw new AppError(
        'not_found',
        `The procedure "${name}" was withdrawn already. Sync it to use it again.`,
      )
    return {
      success: true,
      procedure_name: name,
      message: 'Runs that need it fail until it is synced again. Rows it made stay as they are.',
    }
  },
})
