import { parseDay, type Day } from '@cloudact/core/day'
import { Decimal, MONEY_SCALE } from '@cloudact/core/decimal'
import { AppError } from '@cloudact/core/errors'
import { z } from 'zod'

const HIGHEST_PRICE = new Decimal(1_000_000)

/** A decimal of a request: text keeps every digit; a number is taken as it is written. */
export const DecimalInput = z.union([z.string().max(40), z.number()]).transform((value, context) => {
  const text = String(value)
  if (/^\d+(\.\d+)?([eE][+-]?\d{1,2})?$/.test(text)) return new Decimal(text)
  context.addIssue({
    code: 'custom',
    message: 'Give a decimal number that is not negative, for example "1.25".',
  })
  return z.NEVER
})

/** A price: at most 12 decimals, at most a million. */
export const PriceInput = DecimalInput.refine(
  (price) => price.decimalPlaces() <= MONEY_SCALE && price.lessThanOrEqualTo(HIGHEST_PRICE),
  `A price has at most ${MONEY_SCALE} decimals and is at most ${HIGHEST_PRICE.toFixed()}.`,
).meta({ type: 'string', format: 'decimal', example: '1.25' })

export const PercentInput = DecimalInput.refine(
  (percent) => percent.decimalPlaces() <= 6 && percent.lessThanOrEqualTo(100),
  'A percentage is at most 100 and has at most 6 decimals.',
).meta({ type: 'string', format: 'decimal', example: '12.5' })

export const NotesInput = z.string().trim().max(500)

const DayInput = z.string().meta({ format: 'date', example: '2026-02-01' })

export const daysShape = {
  effective_from: DayInput.optional().describe('First UTC day. Default: today.'),
  effective_to: DayInput.nullable()
    .optional()
    .describe('First UTC day it no longer holds; null: until further notice.'),
} as const

/** The days of a price. Throws `invalid_input` for impossible and reversed ones. */
export function daysOf(
  input: { readonly effective_from?: string | undefined; readonly effective_to?: string | null | undefined },
  today: Day,
): { readonly from: Day; readonly to: Day | null } {
  const from = input.effective_from === undefined ? today : parseDay(input.effective_from)
  const to = input.effective_to ? parseDay(input.effective_to) : null
  if (to !== null && to <= from) {
    throw new AppError(
      'invalid_input',
      `effective_to ${to} must be after effective_from ${from}: it is the first day the price no longer holds.`,
    )
  }
  return { from, to }
}
