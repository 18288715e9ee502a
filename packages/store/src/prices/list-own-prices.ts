import type { OrgSlug } from '@cloudact/core/org-slug'
import type { OwnPrice } from '@cloudact/core/ports/price-terms'
import type { Sql } from '@cloudact/core/ports/sql'
import { OWN_PRICE_COLUMNS, type OwnPriceRow, toOwnPrice } from './own-price-row.ts'

/** Prices an organization has of its own, past and future ones too; of one provider or of all. */
export async function listOwnPrices(sql: Sql, org: OrgSlug, provider?: string): Promise<OwnPrice[]> {
  const rows = await sql.query<OwnPriceRow>(
    `SELECT ${OWN_PRICE_COLUMNS} FROM org_genai_prices WHERE org_slug = $1 AND ($2::text IS NULL OR provider = $2)
     ORDER BY provider, model, meter, service_tier, context_band, region, currency, effective_from, price_id`,
    [org, provider ?? null],
  )
  return rows.map(toOwnPrice)
}
