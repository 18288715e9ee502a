import { CURRENCIES, parseCurrency } from '@cloudact/store/onboarding/locale'
import type { Organization } from '@cloudact/store/organizations/organization'
import type { Subscription } from '@cloudact/store/subscriptions/subscription'
import { z } from 'zod'
import { iso, isoOrNull, Timestamp } from '../shapes.ts'
import { ReportDaysState } from './report-days-state.ts'

export const Locale = z
  .object({
    org_slug: z.string(),
    default_currency: z.string(),
    default_country: z.string(),
    default_language: z.string(),
    default_timezone: z.string().describe('The zone that was chosen.'),
    report_days: ReportDaysState,
    currency_symbol: z.string(),
    currency_name: z.string(),
    currency_decimals: z.number().int(),
  })
  .meta({ id: 'Locale' })

export function toLocale(
  organization: Organization,
  reportDays: z.input<typeof ReportDaysState>,
): z.input<typeof Locale> {
  const currency = CURRENCIES[parseCurrency(organization.default_currency)]
  return {
    org_slug: organization.org_slug,
    default_currency: organization.default_currency,
    default_country: organization.default_country,
    default_language: organization.default_language,
    default_timezone: organization.default_timezone,
    report_days: reportDays,
    currency_symbol: currency.symbol,
    currency_name: currency.name,
    currency_decimals: currency.decimals,
  }
}

/** A limit of null is unlimited. */
export const SubscriptionShape = z
  .object({
    org_slug: z.string(),
    subscription_id: z.string(),
    plan_name: z.string(),
    status: z.string(),
    daily_limit: z.number().int().nullable(),
    monthly_limit: z.number().int().nullable(),
    concurrent_limit: z.number().int().nullable(),
    seat_limit: z.number().int().nullable(),
    providers_limit: z.number().int().nullable(),
    trial_end_date: z.iso.date().nullable(),
    created_at: Timestamp,
    updated_at: Timestamp.nullable(),
  })
  .meta({ id: 'Subscription' })

export function toSubscription(subscription: Subscription): z.input<typeof SubscriptionShape> {
  return {
    ...subscription,
    created_at: iso(subscription.created_at),
    updated_at: isoOrNull(subscription.updated_at),
  }
}
