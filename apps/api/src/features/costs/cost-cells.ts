import { Decimal, parseDecimal, toMoneyText } from '@cloudact/core/decimal'
import { AppError } from '@cloudact/core/errors'
import type { Cell, Row } from '@cloudact/core/ports/warehouse'

/** An amount of a warehouse row; null counts as nothing only where SUM ran over no rows. */
export function amountOf(row: Row, column: string): Decimal {
  const cell = row[column]
  if (cell === null || cell === undefined) return new Decimal(0)
  return parseDecimal(String(cell))
}

export function textOf(row: Row, column: string): string {
  return textOrNull(row, column) ?? ''
}

export function textOrNull(row: Row, column: string): string | null {
  const cell = row[column]
  return cell === null || cell === undefined ? null : String(cell)
}

export function countOf(row: Row, column: string): number {
  const count = Number(row[column] ?? 0)
  if (!Number.isSafeInteger(count)) throw new AppError('internal', 'A row count is not a whole number.')
  return count
}

/** The stored form of an amount: no exponent, no trailing zeros. */
export function moneyCell(cell: Cell | undefined): string | null {
  return cell === null || cell === undefined ? null : toMoneyText(parseDecimal(String(cell)))
}

/** `part` of `whole` at six places; null when there is no whole. */
export function shareOf(part: Decimal, whole: Decimal): string | null {
  return whole.isZero() ? null : part.dividedBy(whole).toDecimalPlaces(6, Decimal.ROUND_HALF_EVEN).toFixed()
}

/** Sums by key, keys in order of first appearance. */
export class Sums {
  readonly #sums = new Map<string, Decimal>()

  add(key: string, amount: Decimal): void {
    this.#sums.set(key, (this.#sums.get(key) ?? new Decimal(0)).plus(amount))
  }

  get(key: string): Decimal {
    return this.#sums.get(key) ?? new Decimal(0)
  }

  keys(): string[] {
    return [...this.#sums.keys()]
  }
}
