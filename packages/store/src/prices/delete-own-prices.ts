import type { OrgSlug } from '@cloudact/core/org-slug'
import type { OwnPrice, OwnPriceKind } from '@cloudact/core/ports/price-terms'
import type { Sql } from '@cloudact/core/ports/sql'
import { OWN_PRICE_COLUMNS, type OwnPriceRow, toOwnPrice } from './own-price-row.ts'

/** Removes prices of an organization, all of one kind where one is given, and returns them. */
export async function deleteOwnPrices(
  sql: Sql,
  org: OrgSlug,
  which: {
    readonly provider: string
    readonly kind?: OwnPriceKind
    readonly priceIds?: readonly string[]
  },
): Promise<OwnPrice[]> {
  const rows = await sql.query<OwnPriceRow>(
    `DELETE FROM org_genai_prices WHERE org_slug = $1 AND provider = $2
       AND ($3::text IS NULL OR kind = $3) AND ($4::text[] IS NULL OR price_id = ANY($4::text[]))
     RETURNING ${OWN_PRICE_COLUMNS}`,
    [org, which.provider, which.kind ?? null, which.priceIds ?? null],
  )
  return rows.map(toOwnPrice)
}
