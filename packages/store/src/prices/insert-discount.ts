import { AppError } from '@cloudact/core/errors'
import type { OrgSlug } from '@cloudact/core/org-slug'
import type { NegotiatedDiscount } from '@cloudact/core/ports/price-terms'
import type { Transaction } from '@cloudact/core/ports/sql'
import { lockSubscription } from '../quota/subscription.ts'
import { DISCOUNT_COLUMNS, type DiscountRow, toDiscount } from './discount-row.ts'

/** Adds a discount. Throws `conflict` when one for the same provider, model and meter holds on one of its days. */
export async function insertDiscount(
  tx: Transaction,
  org: OrgSlug,
  discount: NegotiatedDiscount,
  userId: string | null,
): Promise<NegotiatedDiscount> {
  // Of two that overlap and are made at once, the later is refused.
  await lockSubscription(tx, org)
  const { provider, model, meter, from, to } = discount
  const [other] = await tx.query<DiscountRow>(
    `SELECT ${DISCOUNT_COLUMNS} FROM org_genai_discounts
     WHERE org_slug = $1 AND provider = $2 AND model = $3 AND meter IS NOT DISTINCT FROM $4
       AND effective_from < coalesce($6::date, 'infinity') AND coalesce(effective_to, 'infinity') > $5::date
     ORDER BY effective_from LIMIT 1`,
    [org, provider, model, meter, from, to],
  )
  if (other) {
    const until = other.effective_to === null ? 'on' : `to before ${other.effective_to}`
    throw new AppError(
      'conflict',
      `A discount on ${model} of ${provider} already holds from ${other.effective_from} ${until}. Remove it first, or choose days it leaves free.`,
      { public: { effective_from: other.effective_from, effective_to: other.effective_to } },
    )
  }
  const [row] = await tx.query<DiscountRow>(
    `INSERT INTO org_genai_discounts (discount_id, org_slug, provider, model, meter, discount_percent, discount_amount, currency,
       effective_from, effective_to, notes, created_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING ${DISCOUNT_COLUMNS}`,
    [
      discount.discountId,
      org,
      provider,
      model,
      meter,
      discount.percent,
      discount.amount,
      discount.currency,
      from,
      to,
      discount.notes,
      userId,
    ],
  )
  if (!row) throw new AppError('internal', 'The discount was not stored.')
  return toDiscount(row)
}
