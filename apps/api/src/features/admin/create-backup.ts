import { AppError } from '@cloudact/core/errors'
import { z } from 'zod'
import { route } from '../../context.ts'

/** The name only: whoever may finish the backup has the data folder at hand, and no path leaves. */
export const createBackup = route({
  method: 'POST',
  path: '/api/v1/admin/backup',
  operationId: 'createBackup',
  tag: 'Admin',
  summary: 'Copy everything the embedded server stores, as of one moment, below `backups` of its data folder',
  auth: { kind: 'root' },
  output: z.object({ snapshot: z.string(), taken_at: z.iso.datetime() }),
  audit: { action: 'CREATE', resource: 'backup' },
  handler: async ({ auditDetail }, { takeSnapshot, clock }) => {
    if (takeSnapshot === undefined)
      throw new AppError(
        'conflict',
        'This server keeps its control plane in PostgreSQL. Back that up with pg_dump, then copy the lake.',
      )
    const now = clock.now()
    const snapshot = await takeSnapshot(now)
    auditDetail(snapshot)
    return { snapshot, taken_at: new Date(now).toISOString() }
  },
})
