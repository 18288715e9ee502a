import { z } from 'zod'
import { Money } from '../cost-answer.ts'
import { UtcDaySources } from '../date-range.ts'

const Share = z
  .string()
  .nullable()
  .describe('A ratio at six places; null when there is nothing to divide by.')
const Group = z.object({
  key: z.string(),
  currency: z.string(),
  amount: Money,
  previous_amount: Money,
  share: Share,
})

/** The dashboard's first answer. One entry per currency, never added across currencies. */
export const Overview = z.object({
  metric: z.enum(['effective', 'billed', 'list']),
  as_of: z.iso.datetime(),
  time_zone: z.string().describe('In which days are counted.'),
  utc_day_sources: UtcDaySources,
  month: z.object({ start: z.string(), end_exclusive_today: z.string().describe('The day after today.') }),
  currencies: z.array(
    z.object({
      currency: z.string(),
      amount: Money.describe('Month to date.'),
      previous_amount: Money.describe('The same days of the month before.'),
      change_ratio: Share,
      forecast: z.object({
        amount: Money.nullable(),
        settled_through: z.string().nullable(),
        basis: z.string(),
      }),
      tax: Money,
      credits: Money,
      unallocated: z.object({ amount: Money, share: Share }),
    }),
  ),
  trend: z.array(
    z.object({
      day: z.string(),
      currency: z.string(),
      amount: Money,
      previous_amount: Money.nullable().describe(
        'The same day of the month before; null when that month is shorter.',
      ),
      settled: z.boolean(),
    }),
  ),
  by_provider: z.array(Group),
  by_category: z.array(Group),
  by_service: z.array(Group),
  movers: z.array(
    z.object({
      provider: z.string(),
      service: z.string(),
      currency: z.string(),
      amount: Money,
      previous_amount: Money,
      change: Money,
    }),
  ),
  freshness: z.array(
    z.object({
      provider: z.string(),
      pipeline: z.string(),
      last_success_at: z.iso.datetime().nullable(),
      data_through: z.string().nullable(),
      status: z.enum(['fresh', 'late', 'failed', 'never']),
    }),
  ),
  unpriced: z.object({
    count: z
      .number()
      .int()
      .describe('Models with usage nobody has a price for, this month and the one before.'),
    models: z.array(
      z.object({
        provider: z.string(),
        model: z.string(),
        quantity: Money,
        unit: z.string(),
        days: z.number().int(),
      }),
    ),
  }),
})
