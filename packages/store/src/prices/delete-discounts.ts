import type { OrgSlug } from '@cloudact/core/org-slug'
import type { NegotiatedDiscount } from '@cloudact/core/ports/price-terms'
import type { Sql } from '@cloudact/core/ports/sql'
import { DISCOUNT_COLUMNS, type DiscountRow, toDiscount } from './discount-row.ts'

/** Removes one discount, or all of a provider, and returns what was removed. */
export async function deleteDiscounts(
  sql: Sql,
  org: OrgSlug,
  which: { readonly discountId: string } | { readonly provider: string },
): Promise<NegotiatedDiscount[]> {
  const [column, value] =
    'provider' in which
      ? (['provider', which.provider] as const)
      : (['discount_id', which.discountId] as const)
  const rows = await sql.query<DiscountRow>(
    `DELETE FROM org_genai_discounts WHERE org_slug = $1 AND ${column} = $2 RETURNING ${DISCOUNT_COLUMNS}`,
    [org, value],
  )
  return rows.map(toDiscount)
}
