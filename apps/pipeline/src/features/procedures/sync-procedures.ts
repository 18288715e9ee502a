import { z } from 'zod'
import { route } from '../../context.ts'
import { requireProcedure } from '../../domain/procedure-definition.ts'
import { syncProcedures } from '../../domain/sync-procedures.ts'
import { SyncResult, toSyncResult } from './procedure-shape.ts'

export const syncProceduresRoute = route({
  method: 'POST',
  path: '/api/v1/procedures/sync',
  operationId: 'syncProcedures',
  tag: 'Procedures',
  summary:
    'Bring the warehouse to the procedures of the configuration the service started with. The lake renders files at run time: there it checks and notes them, and lifts a withdrawal',
  auth: { kind: 'root' },
  body: z
    .strictObject({
      force: z.boolean().default(false).describe('Also those whose content is unchanged.'),
      procedures: z.array(z.string().max(120)).max(1_000).optional().describe('Names; absent: all.'),
      domain: z.string().max(60).optional(),
    })
    .meta({ id: 'ProcedureSyncRequest' })
    .prefault({}),
  output: SyncResult,
  audit: { action: 'UPDATE', resource: 'procedure' },
  handler: async ({ body, auditDetail }, context) => {
    const { catalog } = context
    const named = body.procedures?.map((name) => requireProcedure(catalog, name))
    const chosen = (named ?? [...catalog.procedures.values()]).filter(
      ({ domain }) => body.domain === undefined || domain === body.domain,
    )
    const sync = await syncProcedures(context, chosen, body.force)
    auditDetail('procedures', { ...sync, skipped: sync.skipped.length })
    return toSyncResult(sync)
  },
})
