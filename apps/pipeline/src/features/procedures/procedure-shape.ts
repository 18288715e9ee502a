import type { Procedure } from '@cloudact/catalog/catalog'
import type { StoredProcedure } from '@cloudact/core/ports/procedures'
import { z } from 'zod'
import type { PipelineContext } from '../../context.ts'
import { contentHashOf } from '../../domain/procedure-definition.ts'
import type { ProcedureSync } from '../../domain/sync-procedures.ts'

/** The central dataset: where BigQuery keeps procedures, and part of their name everywhere. */
const DATASET = 'organizations'

export const ProcedureParams = z.object({ procedure_name: z.string().max(120) })

export const ProcedureShape = z
  .object({
    name: z.string(),
    dataset: z.string(),
    project_id: z.string(),
    full_name: z.string(),
    domain: z.string(),
    description: z.string(),
    source: z.string(),
    target: z.string(),
    slice: z.string(),
    parameters: z.array(z.object({ name: z.string(), type: z.string(), optional: z.boolean() })),
    status: z
      .enum(['NOT_SYNCED', 'SYNCED', 'CHANGED', 'WITHDRAWN'])
      .describe('CHANGED: the file is not what was last synced. Only WITHDRAWN ones are refused by runs.'),
    content_hash: z.string(),
    created_at: z.string().nullable().describe('When it was first synced; ISO 8601, UTC.'),
    modified_at: z.string().nullable(),
  })
  .meta({ id: 'ProcedureInfo' })

/** A procedure of the configuration with what the deployment was told about it. */
export function toProcedure(
  procedure: Procedure,
  stored: StoredProcedure | undefined,
  { config }: Pick<PipelineContext, 'config'>,
): z.input<typeof ProcedureShape> {
  const hash = contentHashOf(procedure)
  return {
    ...procedure,
    parameters: [...procedure.parameters],
    dataset: DATASET,
    project_id: config.projectId,
    full_name: `${config.projectId}.${DATASET}.${procedure.name}`,
    status: statusOf(hash, stored),
    content_hash: hash,
    created_at: stored?.createdAt.toISOString() ?? null,
    modified_at: stored?.modifiedAt.toISOString() ?? null,
  }
}

function statusOf(
  hash: string,
  stored: StoredProcedure | undefined,
): z.input<typeof ProcedureShape>['status'] {
  if (stored === undefined) return 'NOT_SYNCED'
  if (stored.withdrawnAt !== null) return 'WITHDRAWN'
  return stored.contentHash === hash ? 'SYNCED' : 'CHANGED'
}

export const SyncResult = z
  .object({
    success: z.boolean(),
    created: z.array(z.string()),
    updated: z.array(z.string()),
    skipped: z.array(z.string()),
    failed: z.array(z.object({ name: z.string(), error: z.string() })),
    message: z.string(),
  })
  .meta({ id: 'ProcedureSyncResponse' })

export function toSyncResult(sync: ProcedureSync): z.input<typeof SyncResult> {
  const { created, updated, skipped, failed } = sync
  return {
    ...sync,
    success: failed.length === 0,
    message: `${created.length} created, ${updated.length} updated, ${skipped.length} unchanged, ${failed.length} failed.`,
  }
}
