import type { OrgSlug } from '@cloudact/core/org-slug'
import type { NegotiatedDiscount } from '@cloudact/core/ports/price-terms'
import type { Sql } from '@cloudact/core/ports/sql'
import { DISCOUNT_COLUMNS, type DiscountRow, toDiscount } from './discount-row.ts'

/** Discounts an organization negotiated, past and future ones too; with one provider or with all. */
export async function listDiscounts(
  sql: Sql,
  org: OrgSlug,
  provider?: string,
): Promise<NegotiatedDiscount[]> {
  const rows = await sql.query<DiscountRow>(
    `SELECT ${DISCOUNT_COLUMNS} FROM org_genai_discounts WHERE org_slug = $1 AND ($2::text IS NULL OR provider = $2)
     ORDER BY provider, model, meter NULLS FIRST, effective_from, discount_id`,
    [org, provider ?? null],
  )
  return rows.map(toDiscount)
}
