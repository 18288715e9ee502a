import { addDays, addMonths, formatDay } from '@cloudact/core/day'
import { AppError } from '@cloudact/core/errors'
import type { Subscription } from './subscription.ts'

export type QuotaLimit = 'daily' | 'monthly' | 'concurrent'

/** A slot frees when some run ends; nobody knows when, so this is only how soon asking again is polite. */
const CONCURRENT_RETRY_SECONDS = 60

const STATUSES_THAT_RUN = ['ACTIVE', 'TRIAL']

/** Throws `forbidden` unless the subscription is ACTIVE or TRIAL. */
export function refuseStatus(subscription: Pick<Subscription, 'status'>): void {
  if (STATUSES_THAT_RUN.includes(subscription.status)) return
  throw new AppError(
    'forbidden',
    `Pipelines cannot run because the subscription is ${subscription.status}. Renew it under Billing and try again.`,
    { public: { reason: 'subscription_inactive', subscription_status: subscription.status } },
  )
}

/** The 429 of a limit that was hit; `now` is milliseconds. */
export function quotaRefusal(limit: QuotaLimit, value: number, now: number): AppError {
  const seconds = secondsUntilFree(limit, now)
  const advice =
    limit === 'concurrent'
      ? 'Wait until one of them has ended'
      : `It starts again at 00:00 UTC${limit === 'daily' ? '' : ' on the first of the month'}`
  const what =
    limit === 'concurrent'
      ? `${value} pipelines at a time`
      : `${value} pipeline runs per ${limit === 'daily' ? 'day' : 'month'}`
  return new AppError(
    'quota_exceeded',
    `The plan allows ${what} and that is used up. ${advice}, or change the plan.`,
    {
      public: { limit, limit_value: value, retry_after_seconds: seconds },
      retryAfterSeconds: seconds,
    },
  )
}

export function secondsUntilFree(limit: QuotaLimit, now: number): number {
  if (limit === 'concurrent') return CONCURRENT_RETRY_SECONDS
  const today = formatDay(now)
  const free = limit === 'daily' ? addDays(today, 1) : addMonths(today, 1)
  return Math.max(1, Math.ceil((Date.parse(`${free}T00:00:00Z`) - now) / 1_000))
}
