import type { AnyRoute } from '@cloudact/http/route'
import type { ApiContext } from '../../context.ts'
import { exportReconciliation } from './export-reconciliation.ts'
import { bulkUpdateModelPrices } from './model-prices/bulk-update-model-prices.ts'
import { createModelPrice } from './model-prices/create-model-price.ts'
import { deleteModelPrice } from './model-prices/delete-model-price.ts'
import { getModelPrice } from './model-prices/get-model-price.ts'
import { listModelPrices } from './model-prices/list-model-prices.ts'
import { resetModelPrices } from './model-prices/reset-model-prices.ts'
import { updateModelPrice } from './model-prices/update-model-price.ts'
import { addCustomPrice } from './prices/add-custom-price.ts'
import { addDiscount } from './prices/add-discount.ts'
import { deleteCustomPrice } from './prices/delete-custom-price.ts'
import { deleteDiscount } from './prices/delete-discount.ts'
import { listOwnTerms } from './prices/list-own.ts'
import { resetPriceOverride } from './prices/reset-override.ts'
import { seedDefaultPrices } from './prices/seed-defaults.ts'
import { setPriceOverride } from './prices/set-override.ts'
import { getPricing } from './pricing.ts'
import { getPricingByFlow } from './pricing-by-flow.ts'
import { getReconciliation } from './reconciliation.ts'
import { applyRecost, previewRecost } from './recost.ts'
import { summarizeGenaiCosts } from './records/cost-summary.ts'
import { listGenaiCosts } from './records/list-costs.ts'
import { listGenaiUsage } from './records/list-usage.ts'

/** All routes below `/api/v1/genai`, and the models' prices below `/api/v1/integrations/{org_slug}/{provider}/pricing`. */
export const genaiRoutes: readonly AnyRoute<ApiContext>[] = [
  getPricing,
  getPricingByFlow,
  seedDefaultPrices,
  addCustomPrice,
  deleteCustomPrice,
  setPriceOverride,
  resetPriceOverride,
  listOwnTerms,
  addDiscount,
  deleteDiscount,
  previewRecost,
  applyRecost,
  getReconciliation,
  exportReconciliation,
  listGenaiUsage,
  listGenaiCosts,
  summarizeGenaiCosts,
  listModelPrices,
  getModelPrice,
  createModelPrice,
  updateModelPrice,
  deleteModelPrice,
  resetModelPrices,
  bulkUpdateModelPrices,
]
