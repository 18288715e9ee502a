import { Decimal } from 'decimal.js'

const Money = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_EVEN, toExpNeg: -40, toExpPos: 60 })

/** A formatted amount in pieces, so that the fraction can be set quieter than the whole. */
export type MoneyParts = {
  readonly sign: '' | '−' | '+'
  readonly symbol: string
  readonly whole: string
  /** With its point; empty when the currency has no minor unit. */
  readonly fraction: string
  /** The amount as it is stored, every digit: `USD 0.000123000000`. */
  readonly exact: string
}

export type MoneyOptions = {
  /** Write `+` before an increase. */
  readonly signed?: boolean
}

/**
 * Splits a decimal string for display. The minor digits are those of the currency; an amount too small to show in
 * them keeps four significant digits instead of becoming 0.00. Never passes through a float.
 */
export function moneyParts(amount: string, currency: string, options: MoneyOptions = {}): MoneyParts {
  const value = new Money(amount)
  const { symbol, digits } = currencyFormat(currency)
  const magnitude = value.abs()
  const rounded = magnitude.toDecimalPlaces(digits)
  const shown =
    rounded.isZero() && !magnitude.isZero()
      ? magnitude.toSignificantDigits(4).toFixed()
      : rounded.toFixed(digits)
  const [whole = '0', fraction] = shown.split('.')
  return {
    sign:
      value.isNegative() && !value.isZero()
        ? '−'
        : options.signed && value.isPositive() && !value.isZero()
          ? '+'
          : '',
    symbol,
    whole: grouped(whole),
    fraction: fraction === undefined ? '' : `.${fraction}`,
    exact: `${currency} ${value.toFixed()}`,
  }
}

/** One line of text: `−$1,234.57`. */
export function formatMoney(amount: string, currency: string, options: MoneyOptions = {}): string {
  const parts = moneyParts(amount, currency, options)
  return `${parts.sign}${parts.symbol}${parts.whole}${parts.fraction}`
}

const COMPACT_STEPS: readonly (readonly [string, string])[] = [
  ['1e12', 'T'],
  ['1e9', 'B'],
  ['1e6', 'M'],
  ['1e3', 'k'],
]

/** For chart axes only: `$1.2k`. */
export function formatMoneyCompact(amount: string | number, currency: string): string {
  const value = new Money(amount)
  const { symbol } = currencyFormat(currency)
  const sign = value.isNegative() && !value.isZero() ? '−' : ''
  const magnitude = value.abs()
  for (const [size, suffix] of COMPACT_STEPS) {
    if (magnitude.gte(size))
      return `${sign}${symbol}${magnitude.div(size).toDecimalPlaces(1).toFixed()}${suffix}`
  }
  const digits = magnitude.lt(1) ? 4 : 2
  return `${sign}${symbol}${magnitude.toDecimalPlaces(digits).toFixed()}`
}

export function isZero(amount: string): boolean {
  return new Money(amount).isZero()
}

/** −1, 0 or 1. */
export function signOf(amount: string): -1 | 0 | 1 {
  const value = new Money(amount)
  return value.isZero() ? 0 : value.isNegative() ? -1 : 1
}

export function compareMoney(a: string, b: string): number {
  return new Money(a).comparedTo(b)
}

/** `a − b` of one currency. */
export function subtract(a: string, b: string): string {
  return new Money(a).minus(b).toFixed()
}

/** `a × b`, exact: 60 digits hold the product of two DECIMAL(38,12) of any real price and quantity. */
export function multiply(a: string, b: string): string {
  return new Money(a).times(b).toFixed()
}

/** Every digit as stored, trailing zeros aside: `USD 0.2931394`. */
export function exactMoney(amount: string, currency: string): string {
  return `${currency}\u00a0${exactNumber(amount)}`
}

/** Every digit as stored, with grouped thousands: `1,465,697.25`. */
export function exactNumber(value: string): string {
  const number = new Money(value)
  const [whole = '0', fraction] = number.abs().toFixed().split('.')
  const sign = number.isNegative() && !number.isZero() ? '−' : ''
  return `${sign}${grouped(whole)}${fraction === undefined ? '' : `.${fraction}`}`
}

/**
 * `part ÷ whole` as a number between 0 and 1 for drawing bars and chart coordinates only; 0 when the whole is 0.
 */
export function drawingRatio(part: string, whole: string): number {
  const denominator = new Money(whole).abs()
  if (denominator.isZero()) return 0
  return Math.min(1, new Money(part).abs().div(denominator).toNumber())
}

/** The largest magnitude of the list, `0` when empty. */
export function largest(amounts: readonly string[]): string {
  return amounts.reduce(
    (top, amount) => (new Money(amount).abs().gt(top) ? new Money(amount).abs().toFixed() : top),
    '0',
  )
}

/** Chart coordinates are pixels in the end; this is the one place an amount becomes a float. */
export function chartCoordinate(amount: string): number {
  return new Money(amount).toNumber()
}

/** A decimal ratio as a percentage: `0.1234` → `12.3%`. Changes beyond 1000% are cut to `>999%`. */
export function formatRatio(ratio: string, options: { readonly signed?: boolean } = {}): string {
  const percent = new Money(ratio).times(100)
  const sign = percent.isNegative() && !percent.isZero() ? '−' : options.signed && percent.gt(0) ? '+' : ''
  const magnitude = percent.abs()
  if (magnitude.gt(999)) return `${sign}>999%`
  if (!magnitude.isZero() && magnitude.lt('0.1')) return `${sign}<0.1%`
  return `${sign}${magnitude.toDecimalPlaces(1).toFixed(1)}%`
}

/** A count or quantity with grouped digits: `1234567.5` → `1,234,567.5`. */
export function formatQuantity(value: string | number): string {
  const text = new Money(value).toDecimalPlaces(6).toFixed()
  const [whole = '0', fraction] = text.replace('-', '').split('.')
  return `${text.startsWith('-') ? '−' : ''}${grouped(whole)}${fraction === undefined ? '' : `.${fraction}`}`
}

function grouped(whole: string): string {
  return whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',')
}

const currencyFormats = new Map<string, { readonly symbol: string; readonly digits: number }>()

/** Symbol and minor digits of an ISO 4217 code; an unknown code is shown as itself with two digits. */
function currencyFormat(currency: string): { readonly symbol: string; readonly digits: number } {
  const known = currencyFormats.get(currency)
  if (known) return known
  const format = intlFormat(currency)
  const symbol = format?.formatToParts(0).find((part) => part.type === 'currency')?.value ?? currency
  const result = {
    symbol: symbol === currency ? `${currency}\u00a0` : symbol,
    digits: format?.resolvedOptions().maximumFractionDigits ?? 2,
  }
  currencyFormats.set(currency, result)
  return result
}

function intlFormat(currency: string): Intl.NumberFormat | undefined {
  return /^[A-Z]{3}$/.test(currency)
    ? new Intl.NumberFormat('en-US', { style: 'currency', currency, currencyDisplay: 'symbol' })
    : undefined
}
