import { groupedRoute } from './grouped-route.ts'

export const costsByProvider = groupedRoute({
  path: 'by-provider',
  operationId: 'getCostsByProvider',
  summary: 'Costs by service provider and currency',
  statement: 'by-provider',
})
