import { listBatchRuns } from '@cloudact/store/runs/batch-runs'
import { z } from 'zod'
import { route } from '../../context.ts'
import { OrgParams, pageQuery } from '../run-shapes.ts'

const Facts = z.array(z.record(z.string(), z.unknown()))

export const listBatchRunsRoute = route({
  method: 'GET',
  path: '/api/v1/pipelines/{org_slug}/batch-runs',
  operationId: 'listBatchRuns',
  tag: 'Pipelines',
  summary: 'Batches that started many pipelines',
  auth: { kind: 'scope', scope: 'pipelines:read' },
  params: OrgParams,
  query: z.strictObject(pageQuery(20, 100)),
  output: z
    .object({
      runs: z.array(
        z.object({
          batch_run_id: z.string(),
          org_slug: z.string(),
          trigger_type: z.string(),
          status: z.string(),
          run_date: z.string(),
          dry_run: z.boolean(),
          orgs_processed: z.number(),
          orgs_skipped: z.number(),
          pipelines_triggered: z.number(),
          pipelines_failed: z.number(),
          pipelines_skipped_quota: z.number(),
          total_integrations: z.number(),
          results: Facts,
          errors: Facts,
          elapsed_seconds: z.number(),
          triggered_at: z.string(),
          completed_at: z.string(),
        }),
      ),
      total: z.number(),
    })
    .meta({ id: 'BatchRunsResponse' }),
  handler: async ({ org, query }, { database }) => {
    const page = await listBatchRuns(database, org, query.limit, query.offset)
    const runs = page.rows.map((row) => ({
      ...row,
      results: [...row.results],
      errors: [...row.errors],
      triggered_at: row.triggered_at.toISOString(),
      completed_at: row.completed_at.toISOString(),
    }))
    return { runs, total: page.total }
  },
})
