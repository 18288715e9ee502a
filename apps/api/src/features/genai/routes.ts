import { getPricing } from './pricing.ts'
import { getPricingByFlow } from './pricing-by-flow.ts'
import { getReconciliation } from './reconciliation.ts'

/** All routes below `/api/v1/genai`. */
export const genaiRoutes = [getPricing, getPricingByFlow, getReconciliation]
