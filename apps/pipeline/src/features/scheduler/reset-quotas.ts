import { healAllQuotas } from '@cloudact/store/quota/heal-quota'
import { resetDailyQuotas, resetMonthlyQuotas } from '@cloudact/store/quota/reset-quotas'
import { z } from 'zod'
import { route } from '../../context.ts'
import { OrgParams } from '../run-shapes.ts'

const shared = {
  method: 'POST',
  tag: 'Scheduler',
  auth: { kind: 'root' },
  output: z
    .object({ success: z.boolean(), records_updated: z.number(), message: z.string() })
    .meta({ id: 'QuotaResetResponse' }),
  audit: { action: 'UPDATE', resource: 'quota' },
} as const

export const resetDaily = route({
  ...shared,
  path: '/api/v1/scheduler/reset-daily-quotas',
  operationId: 'schedulerResetDailyQuotas',
  summary: "Open today's quota rows",
  handler: async (_, { database, clock }) =>
    answer(await resetDailyQuotas(database, clock.now()), "quota rows were opened for today's UTC day."),
})

export const resetMonthly = route({
  ...shared,
  path: '/api/v1/scheduler/reset-monthly-quotas',
  operationId: 'schedulerResetMonthlyQuotas',
  summary: "Set this month's counts to zero",
  handler: async (_, { database, clock }) =>
    answer(await resetMonthlyQuotas(database, clock.now()), 'month counts were set to zero.'),
})

export const resetStaleConcurrent = route({
  ...shared,
  path: '/api/v1/scheduler/reset-stale-concurrent',
  operationId: 'schedulerResetStaleConcurrent',
  summary: 'Count again which runs hold a slot',
  handler: async (_, { database, clock }) =>
    answer((await healAllQuotas(database, clock.now())).length, 'concurrent counters were corrected.'),
})

export const resetConcurrentCounter = route({
  ...shared,
  path: '/api/v1/scheduler/reset-concurrent-counter/{org_slug}',
  operationId: 'schedulerResetConcurrentCounter',
  summary: "Count again which of an organization's runs hold a slot",
  params: OrgParams,
  handler: async ({ org }, { database, clock }) =>
    answer((await healAllQuotas(database, clock.now(), org)).length, 'concurrent counters were corrected.'),
})

function answer(count: number, what: string) {
  return { success: true, records_updated: count, message: `${count} ${what}` }
}
