import { z } from 'zod'
import { route } from '../../context.ts'
import { requireProcedure } from '../../domain/procedure-definition.ts'
import { syncProcedures } from '../../domain/sync-procedures.ts'
import { ProcedureParams, SyncResult, toSyncResult } from './procedure-shape.ts'

export const syncProcedure = route({
  method: 'POST',
  path: '/api/v1/procedures/{procedure_name}',
  operationId: 'syncProcedure',
  tag: 'Procedures',
  summary: 'Bring the warehouse to one procedure of the configuration; lifts its withdrawal',
  auth: { kind: 'root' },
  params: ProcedureParams,
  query: z.strictObject({ force: z.stringbool().default(true) }),
  output: SyncResult,
  audit: { action: 'UPDATE', resource: 'procedure' },
  handler: async ({ params, query, auditDetail }, context) => {
    const procedure = requireProcedure(context.catalog, params.procedure_name)
    const sync = await syncProcedures(context, [procedure], query.force)
    auditDetail(procedure.name, sync)
    return toSyncResult(sync)
  },
})
