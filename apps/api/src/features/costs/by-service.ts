import { groupedRoute } from './grouped-route.ts'

export const costsByService = groupedRoute({
  path: 'by-service',
  operationId: 'getCostsByService',
  summary: 'Costs by service and currency',
  statement: 'by-service',
})
