import { groupedRoute } from './grouped-route.ts'

export const subscriptionCosts = groupedRoute({
  path: 'subscriptions',
  operationId: 'getSubscriptionCosts',
  summary: 'Costs of SaaS subscriptions by product',
  statement: 'family-costs',
  parameters: { family: 'subscription' },
})
