import { requireProvider } from '@cloudact/catalog/find-provider'
import { addDays, formatDay, parseDay } from '@cloudact/core/day'
import { AppError } from '@cloudact/core/errors'
import { type OrgSlug, parseOrgSlug } from '@cloudact/core/org-slug'
import { listConfiguredProviders } from '@cloudact/store/credentials/list-credentials'
import { organizationExists } from '@cloudact/store/organizations/find-organization'
import { listRunnableOrganizations } from '@cloudact/store/organizations/list-runnable-organizations'
import { insertBatchRun } from '@cloudact/store/runs/batch-runs'
import { z } from 'zod'
import { type ApiContext, route } from '../../context.ts'
import { planBatch, startBatch, type StartResult } from './run-batch.ts'

const Names = z.array(z.string().max(60)).max(100)

export const runAllPipelines = route({
  method: 'POST',
  path: '/api/v1/admin/pipelines/run-all',
  operationId: 'runAllPipelines',
  tag: 'Admin',
  summary: 'Start the scheduled pipelines of every organization for one day',
  auth: { kind: 'root' },
  body: z
    .strictObject({
      org_slug: z.string().max(200).optional(),
      categories: Names.optional(),
      providers: Names.optional(),
      /** UTC day; yesterday when absent. */
      date: z.string().max(20).optional(),
      dry_run: z.boolean().default(false),
    })
    .prefault({}),
  output: z.object({
    success: z.boolean(),
    batch_run_id: z.string(),
    orgs_processed: z.number().int(),
    orgs_skipped: z.number().int(),
    pipelines_triggered: z.number().int(),
    pipelines_failed: z.number().int(),
    pipelines_skipped_quota: z.number().int(),
    total_integrations: z.number().int(),
    results: z.array(z.record(z.string(), z.unknown())),
    errors: z.array(z.record(z.string(), z.unknown())),
    message: z.string(),
    elapsed_seconds: z.number(),
  }),
  audit: { action: 'EXECUTE', resource: 'pipeline_batch' },
  handler: async ({ body, requestId, signal, auditDetail }, context) => {
    const startedAt = context.clock.now()
    const date = body.date === undefined ? addDays(formatDay(startedAt), -1) : parseDay(body.date)
    const orgs = await organizationsOf(context, body.org_slug)
    const providers = body.providers?.map((name) => requireProvider(context.catalog, name).key)
    const results: StartResult[] = []
    let skipped = 0
    let integrations = 0
    for (const org of orgs) {
      const configured = await listConfiguredProviders(context.database, org)
      const planned = planBatch(context.catalogFor(org), {
        configured,
        categories: body.categories,
        providers,
      })
      integrations += configured.length
      if (planned.length === 0) skipped += 1
      else if (body.dry_run)
        results.push(
          ...planned.map(({ path }) => ({ org_slug: org, pipeline: path, outcome: 'planned' as const })),
        )
      else results.push(...(await startBatch(context, { org, planned, date, requestId, signal })))
    }
    const count = (outcome: StartResult['outcome']) =>
      results.filter((result) => result.outcome === outcome).length
    const summary = {
      orgs_processed: orgs.length - skipped,
      orgs_skipped: skipped,
      pipelines_triggered: count('started'),
      pipelines_failed: count('failed'),
      pipelines_skipped_quota: count('quota'),
      total_integrations: integrations,
      results: results.filter((result) => result.outcome !== 'failed').map((result) => ({ ...result })),
      errors: results.filter((result) => result.outcome === 'failed').map((result) => ({ ...result })),
      elapsed_seconds: (context.clock.now() - startedAt) / 1_000,
    }
    const batchRunId = await insertBatchRun(context.database, {
      ...summary,
      org_slug: body.org_slug ?? '*',
      trigger_type: 'api',
      status:
        summary.pipelines_failed === 0
          ? 'COMPLETED'
          : summary.pipelines_triggered === 0
            ? 'FAILED'
            : 'PARTIAL',
      run_date: date,
      dry_run: body.dry_run,
      triggered_at: new Date(startedAt),
      completed_at: new Date(context.clock.now()),
    })
    auditDetail(batchRunId, { date, dry_run: body.dry_run })
    return {
      success: summary.pipelines_failed === 0,
      batch_run_id: batchRunId,
      ...summary,
      message: body.dry_run
        ? `${count('planned')} pipelines would start.`
        : `${summary.pipelines_triggered} pipelines started, ${summary.pipelines_failed} failed to start.`,
    }
  },
})

async function organizationsOf(context: ApiContext, slug: string | undefined): Promise<readonly OrgSlug[]> {
  if (slug === undefined) return listRunnableOrganizations(context.database)
  const org = parseOrgSlug(slug)
  if (!(await organizationExists(context.database, org)))
    throw new AppError('not_found', 'There is no such organization.')
  return [org]
}
