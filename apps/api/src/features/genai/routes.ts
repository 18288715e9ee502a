import { getReconciliation } from './reconciliation.ts'

/** All routes below `/api/v1/genai`. */
export const genaiRoutes = [getReconciliation]
