import type { SeedRow } from '@cloudact/catalog/catalog'
import { parseDay } from '@cloudact/core/day'
import { parseDecimal } from '@cloudact/core/decimal'
import { AppError, type FieldFault } from '@cloudact/core/errors'
import { isMeterType, METERS } from '../meter.ts'
import type { Price } from './price.ts'
import { parseTimeWindow } from './time-window.ts'

const OTHER_HOURS = 'other'
const LONG_BAND = /^(long|above_(\d+))$/

/**
 * Reads a price list (`configs/seed/<provider>/pricing.csv`; its columns are described in `docs/prices.md`). Throws
 * `config_invalid` with every fault: a meter or unit nobody knows, a negative price, a long-context band without its
 * size, an id used twice, or two prices of one thing whose dates overlap.
 */
export function loadPrices(rows: readonly SeedRow[], file: string): Price[] {
  const faults: FieldFault[] = []
  const prices = rows.flatMap((row, index) => {
    try {
      return [readPrice(row)]
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      faults.push({ path: `${file}:${index + 2}`, message: error.message })
      return []
    }
  })
  faults.push(...duplicates(prices, file), ...overlaps(prices, file))
  const [first] = faults
  if (first) {
    throw new AppError(
      'config_invalid',
      `The price list ${file} has ${faults.length} faults, the first at ${first.path}: ${first.message}`,
      {
        faults,
      },
    )
  }
  return withOtherHours(prices)
}

function readPrice(row: SeedRow): Price {
  const meter = row['meter'] ?? ''
  if (!isMeterType(meter)) throw invalid(`"${meter}" is not a meter.`)
  if (row['unit'] !== METERS[meter].pricingUnit) {
    throw invalid(`${meter} is priced per ${METERS[meter].pricingUnit}, not per "${row['unit'] ?? ''}".`)
  }
  const unitPrice = parseDecimal(row['price'] ?? '')
  if (unitPrice.isNegative()) throw invalid(`The price ${unitPrice.toFixed()} is negative.`)
  const currency = required(row, 'currency')
  if (!/^[A-Z]{3}$/.test(currency)) throw invalid(`"${currency}" is not a currency code.`)
  const band = row['band'] || 'base'
  return {
    priceId: required(row, 'price_id'),
    model: required(row, 'model'),
    meter,
    tier: required(row, 'tier'),
    band,
    minTokens: readMinTokens(row['min_tokens'] ?? '', band),
    region: row['region'] || 'global',
    window: row['time_window'] ? parseTimeWindow(row['time_window']) : null,
    timeOfDay: row['time_window'] || null,
    unitPrice,
    currency,
    from: row['effective_from'] ? parseStart(row['effective_from']) : null,
    to: row['effective_to'] ? parseStart(row['effective_to']) : null,
  }
}

function readMinTokens(text: string, band: string): number | null {
  const [, name, size] = LONG_BAND.exec(band) ?? []
  if (name === undefined && text === '') return null
  if (name === undefined) throw invalid(`min_tokens is ${text}, but "${band}" is not a long-context band.`)
  if (!/^[1-9]\d{0,9}$/.test(text))
    throw invalid(`The band ${band} needs min_tokens: the prompt tokens above which it applies.`)
  if (size !== undefined && size !== text) throw invalid(`The band ${band} has min_tokens ${text}.`)
  return Number(text)
}

/** A day, or an instant of one: `2026-08-16T16:00:00Z`, kept without its `Z`. */
function parseStart(text: string): string {
  const [, day, time] = /^(.{10})(T([01]\d|2[0-3]):[0-5]\d:[0-5]\d)Z$/.exec(text) ?? []
  return day === undefined || time === undefined ? parseDay(text) : `${parseDay(day)}${time}`
}

function required(row: SeedRow, column: string): string {
  const value = row[column]
  if (!value) throw invalid(`${column} is empty.`)
  return value
}

function duplicates(prices: readonly Price[], file: string): FieldFault[] {
  const seen = new Set<string>()
  return prices.flatMap(({ priceId }) => {
    const again = seen.has(priceId)
    seen.add(priceId)
    return again ? [{ path: file, message: `The price id ${priceId} is used twice.` }] : []
  })
}

/** Marks the price of the hours that windows of the same thing leave. */
function withOtherHours(prices: readonly Price[]): Price[] {
  const windows = Map.groupBy(
    prices.filter((price) => price.window !== null),
    thingOf,
  )
  if (windows.size === 0) return [...prices]
  return prices.map((price) => {
    const shared = price.window === null && windows.get(thingOf(price))?.some((one) => meet(one, price))
    return shared ? { ...price, timeOfDay: OTHER_HOURS } : price
  })
}

function meet(a: Price, b: Price): boolean {
  const startsBefore = (from: string | null, to: string | null) => from === null || to === null || from < to
  return startsBefore(a.from, b.to) && startsBefore(b.from, a.to)
}

/** What a price is for, whenever it is valid. */
function thingOf({ model, meter, tier, band, region, currency }: Price): string {
  return [model, meter, tier, band, region, currency].join('|')
}

function overlaps(prices: readonly Price[], file: string): FieldFault[] {
  const groups = Map.groupBy(
    prices,
    // Windows of one thing share its dates with the price of other times, never with each other.
    (price) => `${thingOf(price)}|${String(price.window === null)}`,
  )
  return [...groups.values()].flatMap((group) => {
    const sorted = group.toSorted((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1))
    return sorted.flatMap((price, index) => {
      const next = sorted[index + 1]
      if (!next || (price.to !== null && price.to <= (next.from ?? ''))) return []
      return [
        {
          path: file,
          message: `${price.priceId} and ${next.priceId} are both valid on ${next.from ?? 'the first day'}.`,
        },
      ]
    })
  })
}

function invalid(message: string): AppError {
  return new AppError('config_invalid', message)
}
