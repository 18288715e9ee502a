import { Decimal } from '@cloudact/core/decimal'

/** A balance of one currency at one instant. */
export type Balance = {
  /** ISO instant, UTC. */
  readonly at: string
  readonly currency: string
  readonly granted: Decimal
  readonly toppedUp: Decimal
}

/** What happened to a balance between two readings. Amounts are ≥ 0. */
export type BalanceChange = {
  readonly from: string
  readonly to: string
  /** UTC day of the middle between the readings. */
  readonly day: string
  readonly currency: string
  readonly spentGranted: Decimal
  readonly spentToppedUp: Decimal
  readonly toppedUp: Decimal
  readonly newGrant: Decimal
}

/**
 * Changes between consecutive readings of each currency (75 §7): spent = −Δ balance + top-ups + grants, exactly. What
 * was granted and what was paid are two balances, and granted is used first, so each is compared with itself: a fall
 * is spend, a rise is a grant or a top-up. Spend that a rise of the same balance hides cannot be seen. The
 * first reading has nothing before it and says nothing of spend.
 */
export function balanceChanges(balances: readonly Balance[]): BalanceChange[] {
  const changes: BalanceChange[] = []
  for (const readings of Map.groupBy(balances, ({ currency }) => currency).values()) {
    const ordered = [...readings].sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
    for (const [index, after] of ordered.entries()) {
      const before = ordered[index - 1]
      if (before) changes.push(changeOf(before, after))
    }
  }
  return changes
}

function changeOf(before: Balance, after: Balance): BalanceChange {
  const middle = (Date.parse(before.at) + Date.parse(after.at)) / 2
  const rise = (amount: Decimal) => Decimal.max(amount, 0)
  return {
    from: before.at,
    to: after.at,
    day: new Date(middle).toISOString().slice(0, 10),
    currency: after.currency,
    spentGranted: rise(before.granted.minus(after.granted)),
    spentToppedUp: rise(before.toppedUp.minus(after.toppedUp)),
    toppedUp: rise(after.toppedUp.minus(before.toppedUp)),
    newGrant: rise(after.granted.minus(before.granted)),
  }
}
