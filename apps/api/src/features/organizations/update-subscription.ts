import { parseDay } from '@cloudact/core/day'
import { AppError } from '@cloudact/core/errors'
import { parsePlan } from '@cloudact/store/onboarding/onboarding-input'
import { SUBSCRIPTION_STATUSES } from '@cloudact/store/subscriptions/subscription'
import { updateSubscription } from '@cloudact/store/subscriptions/update-subscription'
import { z } from 'zod'
import { route } from '../../context.ts'
import { OrgParams } from '../shapes.ts'
import { SubscriptionShape, toSubscription } from './organization-shapes.ts'

export const updateSubscriptionRoute = route({
  method: 'PUT',
  path: '/api/v1/organizations/{org_slug}/subscription',
  operationId: 'updateSubscription',
  tag: 'Organizations',
  summary: 'Change plan, status or limits',
  auth: { kind: 'root' },
  params: OrgParams,
  body: z.strictObject({
    /** Brings the plan's own limits; limits in the same request win. */
    plan_name: z.string().max(50).optional(),
    status: z.string().toUpperCase().pipe(z.enum(SUBSCRIPTION_STATUSES)).optional(),
    daily_limit: z.number().int().min(1).max(10_000).optional(),
    monthly_limit: z.number().int().min(1).max(300_000).optional(),
    concurrent_limit: z.number().int().min(1).max(100).optional(),
    seat_limit: z.number().int().min(1).max(1_000).optional(),
    providers_limit: z.number().int().min(1).max(100).optional(),
    trial_end_date: z.string().max(20).optional(),
  }),
  output: SubscriptionShape.extend({ updated: z.boolean(), message: z.string() }),
  audit: { action: 'UPDATE', resource: 'subscription' },
  handler: async (request, context) => {
    const { plan_name: planName, trial_end_date: trialEnd, ...given } = request.body
    if (Object.keys(request.body).length === 0)
      throw new AppError('invalid_input', 'Name at least one thing to change.')
    const plan = planName === undefined ? undefined : parsePlan(planName, context.catalog.plans)
    const change = {
      ...(plan && {
        plan_name: plan.key,
        daily_limit: plan.daily_limit,
        monthly_limit: plan.monthly_limit,
        concurrent_limit: plan.concurrent_limit,
        seat_limit: plan.seat_limit,
        providers_limit: plan.providers_limit,
      }),
      ...given,
      ...(trialEnd !== undefined && { trial_end_date: parseDay(trialEnd) }),
    }
    const subscription = await context.database.transaction((tx) =>
      updateSubscription(tx, request.org, change),
    )
    if (!subscription) throw new AppError('not_found', 'This organization has no subscription.')
    request.auditDetail(subscription.subscription_id, change)
    return { ...toSubscription(subscription), updated: true, message: 'The subscription was changed.' }
  },
})
