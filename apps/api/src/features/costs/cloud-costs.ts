import { groupedRoute } from './grouped-route.ts'

export const cloudCosts = groupedRoute({
  path: 'cloud',
  operationId: 'getCloudCosts',
  summary: 'Cloud costs by service and account; what a cloud bills for models is GenAI',
  statement: 'family-costs',
  parameters: { family: 'cloud' },
})
