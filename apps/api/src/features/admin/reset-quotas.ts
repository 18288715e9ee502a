import { deleteExpiredIdempotencyKeys } from '@cloudact/store/idempotency/idempotency-keys'
import { listOrganizations } from '@cloudact/store/organizations/list-organizations'
import { deleteOldQuotas } from '@cloudact/store/quota/delete-old-quotas'
import { healAllQuotas } from '@cloudact/store/quota/heal-quota'
import { resetDailyQuotas, resetMonthlyQuotas } from '@cloudact/store/quota/reset-quotas'
import { deleteIdleBuckets } from '@cloudact/store/rate-limits/lease-tokens'
import { z } from 'zod'
import { type ApiContext, route } from '../../context.ts'

const base = {
  method: 'POST',
  tag: 'Admin',
  auth: { kind: 'root' },
  output: z.object({
    success: z.boolean(),
    orgs_processed: z.number().int(),
    orgs_created: z.number().int(),
    orgs_skipped: z.number().int(),
    message: z.string(),
  }),
  audit: { action: 'UPDATE', resource: 'quota' },
} as const

async function countOrganizations(context: ApiContext): Promise<number> {
  return (await listOrganizations(context.database, { limit: 0, offset: 0 })).total
}

export const resetDaily = route({
  ...base,
  path: '/api/v1/quota/reset-daily',
  operationId: 'resetDailyQuotas',
  summary: 'Open the counters of the UTC day',
  handler: async (_request, context) => {
    const opened = await resetDailyQuotas(context.database, context.clock.now())
    const all = await countOrganizations(context)
    return {
      success: true,
      orgs_processed: all,
      orgs_created: opened,
      orgs_skipped: all - opened,
      message: `${opened} organizations had no counters for today yet.`,
    }
  },
})

export const resetMonthly = route({
  ...base,
  path: '/api/v1/quota/reset-monthly',
  operationId: 'resetMonthlyQuotas',
  summary: 'Set the month’s count of every organization to zero',
  handler: async (_request, context) => {
    await resetMonthlyQuotas(context.database, context.clock.now())
    const all = await countOrganizations(context)
    return {
      success: true,
      orgs_processed: all,
      orgs_created: 0,
      orgs_skipped: 0,
      message: 'The month starts again at zero.',
    }
  },
})

export const cleanupOld = route({
  ...base,
  path: '/api/v1/quota/cleanup',
  operationId: 'cleanupOldQuotas',
  summary: 'Delete counters of days more than 90 days ago',
  audit: { action: 'DELETE', resource: 'quota' },
  handler: async (_request, context) => {
    const deleted = await deleteOldQuotas(context.database, context.clock.now())
    return {
      success: true,
      orgs_processed: await countOrganizations(context),
      orgs_created: 0,
      orgs_skipped: 0,
      message: `${deleted} days of counters were deleted.`,
    }
  },
})

export const cleanupStale = route({
  ...base,
  path: '/api/v1/quota/cleanup-stale',
  operationId: 'cleanupStaleQuotas',
  summary: 'Set concurrent counters to the runs that hold a slot',
  handler: async (_request, context) => {
    const healed = await healAllQuotas(context.database, context.clock.now())
    await deleteExpiredIdempotencyKeys(context.database)
    await deleteIdleBuckets(context.database)
    const all = await countOrganizations(context)
    return {
      success: true,
      orgs_processed: all,
      orgs_created: 0,
      orgs_skipped: all - healed.length,
      message: `${healed.length} counters were wrong.`,
    }
  },
})
