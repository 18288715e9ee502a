import { AppError } from '@cloudact/core/errors'
import type { OrgSlug } from '@cloudact/core/org-slug'
import type { OwnPrice } from '@cloudact/core/ports/price-terms'
import type { Transaction } from '@cloudact/core/ports/sql'
import { lockSubscription } from '../quota/subscription.ts'
import { OWN_PRICE_COLUMNS, type OwnPriceRow, SAME_THING, toOwnPrice } from './own-price-row.ts'

export type SaveOptions = {
  readonly userId: string | null
  /** Refuses when the price that is to be replaced was changed since. */
  readonly expectedUpdatedAt?: Date
  /** Refuses to replace a price that begins on the same day. */
  readonly asNew?: boolean
  /** Ends a price that began earlier and has no end, instead of refusing. */
  readonly endEarlier?: boolean
}

/**
 * Writes a price of an organization. One of the same thing that begins on the same day is replaced.
 * Throws `conflict` when another holds on one of its days.
 */
export async function saveOwnPrice(
  tx: Transaction,
  org: OrgSlug,
  price: Omit<OwnPrice, 'updatedAt'>,
  { userId, expectedUpdatedAt, asNew = false, endEarlier = false }: SaveOptions,
): Promise<OwnPrice> {
  // Of two that overlap and are made at once, the later is refused.
  await lockSubscription(tx, org)
  const thing = thingParameters(org, price)
  if (endEarlier) {
    await tx.query(
      `UPDATE org_genai_prices SET effective_to = $11, updated_at = now(), updated_by = $12
       WHERE ${SAME_THING} AND time_window IS NOT DISTINCT FROM $10 AND effective_from < $11::date AND effective_to IS NULL`,
      [...thing, price.timeWindow, price.from, userId],
    )
  }
  const others = await tx.query<OwnPriceRow>(
    `SELECT ${OWN_PRICE_COLUMNS} FROM org_genai_prices
     WHERE ${SAME_THING} AND (time_window IS NULL) = ($10::text IS NULL)
       AND (effective_from = $11::date OR (effective_from < coalesce($12::date, 'infinity') AND coalesce(effective_to, 'infinity') > $11::date))
     ORDER BY effective_from`,
    [...thing, price.timeWindow, price.from, price.to],
  )
  const same = others.find((row) => row.effective_from === price.from)
  if (expectedUpdatedAt && same && same.updated_at.getTime() !== expectedUpdatedAt.getTime()) {
    throw new AppError(
      'conflict',
      'Somebody changed this price after you read it. Read it again, then decide anew.',
    )
  }
  const overlapping = others.find((row) => row !== same || asNew)
  if (overlapping) {
    throw new AppError(
      'conflict',
      `A price of ${price.model} (${price.meter}, ${price.tier}) already holds ${period(overlapping)}. End it first by setting its effective_to, or choose days it leaves free.`,
      { public: { effective_from: overlapping.effective_from, effective_to: overlapping.effective_to } },
    )
  }
  const [row] = await tx.query<OwnPriceRow>(
    `INSERT INTO org_genai_prices AS own (price_id, org_slug, kind, provider, model, meter, service_tier, context_band, region, currency,
       min_tokens, time_window, unit, price, effective_from, effective_to, notes, created_by, updated_by)
     VALUES ($10, $1, $2, $3, $4, $5, $6, $7, $8, $9, $11, $12, $13, $14, $15, $16, $17, $18, $18)
     ON CONFLICT (price_id) DO UPDATE SET price = excluded.price, effective_to = excluded.effective_to, notes = excluded.notes,
       updated_at = now(), updated_by = excluded.updated_by
     WHERE own.org_slug = excluded.org_slug
     RETURNING ${OWN_PRICE_COLUMNS}`,
    [
      ...thing,
      same?.price_id ?? price.priceId,
      price.minTokens,
      price.timeWindow,
      price.unit,
      price.price,
      price.from,
      price.to,
      price.notes,
      userId,
    ],
  )
  if (!row) throw new AppError('not_found', 'There is no such price.')
  return toOwnPrice(row)
}

function thingParameters(org: OrgSlug, price: Omit<OwnPrice, 'updatedAt'>): readonly string[] {
  const { kind, provider, model, meter, tier, band, region, currency } = price
  return [org, kind, provider, model, meter, tier, band, region, currency]
}

function period(row: OwnPriceRow): string {
  return row.effective_to === null
    ? `from ${row.effective_from} on`
    : `from ${row.effective_from} to before ${row.effective_to}`
}
