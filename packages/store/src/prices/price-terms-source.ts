import type { PriceTermsSource } from '@cloudact/core/ports/price-terms'
import type { Database } from '@cloudact/core/ports/sql'
import { listDiscounts } from './list-discounts.ts'
import { listOwnPrices } from './list-own-prices.ts'

/** Reads what an organization agreed with a provider, as nobody but that organization can see it. */
export function createPriceTermsSource(database: Database): PriceTermsSource {
  return {
    termsOf: async (org, provider) => {
      const scoped = database.forOrg(org)
      return {
        prices: await listOwnPrices(scoped, org, provider),
        discounts: await listDiscounts(scoped, org, provider),
      }
    },
  }
}
