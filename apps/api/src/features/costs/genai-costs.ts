import { groupedRoute } from './grouped-route.ts'

export const genaiCosts = groupedRoute({
  path: 'genai',
  operationId: 'getGenaiCosts',
  summary: 'GenAI costs by vendor, model and project, whoever bills them',
  statement: 'family-costs',
  parameters: { family: 'genai' },
})
