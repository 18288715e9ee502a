import { costsByProvider } from './by-provider.ts'
import { costsByService } from './by-service.ts'
import { invalidateCostCache } from './cache-invalidate.ts'
import { costCacheStats } from './cache-stats.ts'
import { cloudCosts } from './cloud-costs.ts'
import { costFilters } from './cost-filters.ts'
import { costRows } from './cost-rows.ts'
import { costSummary } from './cost-summary.ts'
import { costTotal } from './cost-total.ts'
import { costTrend } from './cost-trend.ts'
import { costTrendGranular } from './cost-trend-granular.ts'
import { costConformance } from './conformance.ts'
import { exportCosts } from './export-costs.ts'
import { exportMetadata } from './export-metadata.ts'
import { genaiCosts } from './genai-costs.ts'
import { listCosts } from './list-costs.ts'
import { costOverview } from './overview.ts'
import { subscriptionCosts } from './subscription-costs.ts'

/** All routes below `/api/v1/costs`. */
export const costRoutes = [
  listCosts,
  costSummary,
  costsByProvider,
  costsByService,
  costTrend,
  costTrendGranular,
  subscriptionCosts,
  cloudCosts,
  genaiCosts,
  costTotal,
  costOverview,
  costRows,
  costFilters,
  exportCosts,
  exportMetadata,
  costConformance,
  costCacheStats,
  invalidateCostCache,
]
