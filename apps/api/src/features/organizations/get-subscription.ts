import { AppError } from '@cloudact/core/errors'
import { findSubscription } from '@cloudact/store/subscriptions/find-subscription'
import { route } from '../../context.ts'
import { OrgParams } from '../shapes.ts'
import { SubscriptionShape, toSubscription } from './organization-shapes.ts'

export const getSubscription = route({
  method: 'GET',
  path: '/api/v1/organizations/{org_slug}/subscription',
  operationId: 'getSubscription',
  tag: 'Organizations',
  summary: 'Plan, status and limits',
  auth: { kind: 'scope', scope: 'org:read' },
  params: OrgParams,
  output: SubscriptionShape,
  handler: async ({ org }, context) => {
    const subscription = await findSubscription(context.database, org)
    if (!subscription) throw new AppError('not_found', 'This organization has no subscription.')
    return toSubscription(subscription)
  },
})
