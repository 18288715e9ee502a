import { Decimal as DecimalJs } from 'decimal.js'
import { AppError } from './errors.ts'

/** Scale of every money, price and quantity column: DECIMAL(38,12), BigQuery BIGNUMERIC. */
export const MONEY_SCALE = 12

/** Exact for products of two DECIMAL(38,12) values; half-even, the rounding of every stored amount. */
export const Decimal = DecimalJs.clone({
  precision: 80,
  rounding: DecimalJs.ROUND_HALF_EVEN,
  toExpNeg: -1_000,
  toExpPos: 1_000,
})
export type Decimal = InstanceType<typeof Decimal>

const DECIMAL_TEXT = /^-?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$/
const LIMIT = new Decimal('1e26')

/**
 * Parses a vendor's amount from its source text. Never from a JS number: that has already lost digits.
 * Throws `invalid_input` when the text is not a decimal or does not fit DECIMAL(38,12).
 */
export function parseDecimal(text: string): Decimal {
  const trimmed = text.trim()
  if (!DECIMAL_TEXT.test(trimmed))
    throw new AppError('invalid_input', `"${trimmed.slice(0, 40)}" is not a decimal number.`)
  const value = new Decimal(trimmed)
  if (value.abs().greaterThanOrEqualTo(LIMIT)) {
    throw new AppError('invalid_input', `"${trimmed.slice(0, 40)}" is too large for a DECIMAL(38,12).`)
  }
  return value
}

/** The stored form: at most 12 decimals, half-even, no exponent, no trailing zeros. */
export function toMoneyText(value: Decimal): string {
  return value.toDecimalPlaces(MONEY_SCALE, Decimal.ROUND_HALF_EVEN).toFixed()
}
