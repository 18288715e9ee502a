import { healQuota } from '@cloudact/store/quota/heal-quota'
import { lockSubscription } from '@cloudact/store/quota/subscription'
import { readQuota } from '@cloudact/store/quota/read-quota'
import { z } from 'zod'
import { route } from '../../context.ts'
import { OrgParams } from '../shapes.ts'

export const completePipeline = route({
  method: 'POST',
  path: '/api/v1/validator/complete/{org_slug}',
  operationId: 'completePipeline',
  tag: 'Validator',
  summary: 'Bring the counters in line with the runs',
  auth: { kind: 'scope', scope: 'pipelines:execute' },
  params: OrgParams,
  // Accepted from older clients. A run's end is counted where it ends; a caller's word for it changes nothing.
  query: z.strictObject({
    pipeline_status: z.enum(['SUCCESS', 'FAILED', 'COMPLETED', 'CANCELLED', 'TIMEOUT']),
    reservation_date: z.iso.date().optional(),
  }),
  output: z.object({
    success: z.boolean(),
    org_slug: z.string(),
    concurrent_running: z.number().int(),
    message: z.string(),
  }),
  audit: { action: 'UPDATE', resource: 'quota' },
  handler: async ({ org }, context) => {
    const now = context.clock.now()
    await context.database.transaction(async (tx) => {
      await lockSubscription(tx, org)
      await healQuota(tx, org, now)
    })
    const quota = await readQuota(context.database, org, now)
    return {
      success: true,
      org_slug: org,
      concurrent_running: quota.concurrent_pipelines_running,
      message: 'The counters follow the runs.',
    }
  },
})
