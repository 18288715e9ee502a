import { listConfiguredProviders } from '@cloudact/store/credentials/list-credentials'
import { readQuota } from '@cloudact/store/quota/read-quota'
import { z } from 'zod'
import { route } from '../../context.ts'
import { OrgParams } from '../shapes.ts'

const Limit = z.number().int().nullable().describe('null: unlimited')

export const getQuota = route({
  method: 'GET',
  path: '/api/v1/organizations/{org_slug}/quota',
  operationId: 'getQuota',
  tag: 'Quota',
  summary: 'What the plan allows and what is used',
  auth: { kind: 'scope', scope: 'org:read' },
  params: OrgParams,
  output: z
    .object({
      org_slug: z.string(),
      pipelinesRunToday: z.number().int(),
      dailyLimit: Limit,
      pipelinesRunMonth: z.number().int(),
      monthlyLimit: Limit,
      concurrentRunning: z.number().int(),
      concurrentLimit: Limit,
      seatLimit: Limit,
      providersLimit: Limit,
      configuredProvidersCount: z.number().int(),
      usageDate: z.iso.date(),
      dailyUsagePercent: z.number().nullable(),
      monthlyUsagePercent: z.number().nullable(),
    })
    .meta({ id: 'Quota' }),
  handler: async ({ org }, context) => {
    const quota = await readQuota(context.database, org, context.clock.now())
    return {
      org_slug: org,
      pipelinesRunToday: quota.pipelines_run_today,
      dailyLimit: quota.daily_limit,
      pipelinesRunMonth: quota.pipelines_run_month,
      monthlyLimit: quota.monthly_limit,
      concurrentRunning: quota.concurrent_pipelines_running,
      concurrentLimit: quota.concurrent_limit,
      seatLimit: quota.seat_limit,
      providersLimit: quota.providers_limit,
      configuredProvidersCount: (await listConfiguredProviders(context.database, org)).length,
      usageDate: quota.usage_date,
      dailyUsagePercent: percent(quota.pipelines_run_today, quota.daily_limit),
      monthlyUsagePercent: percent(quota.pipelines_run_month, quota.monthly_limit),
    }
  },
})

/** With one decimal; null without a limit. */
function percent(used: number, limit: number | null): number | null {
  return limit === null ? null : Math.round((used / limit) * 1_000) / 10
}
