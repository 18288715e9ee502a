import type { SeedRow } from '@cloudact/catalog/catalog'
import { parseDay } from '@cloudact/core/day'
import { parseDecimal } from '@cloudact/core/decimal'
import { AppError, type FieldFault } from '@cloudact/core/errors'
import { isMeterType, METERS } from '../meter.ts'
import type { Price } from './price.ts'

/**
 * Reads a price list (`configs/seed/<provider>/pricing.csv`). Throws `config_invalid` with every fault: a meter or
 * unit nobody knows, a negative price, an id used twice, or two prices of one thing whose dates overlap.
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
  return prices
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
  return {
    priceId: required(row, 'price_id'),
    model: required(row, 'model'),
    meter,
    tier: required(row, 'tier'),
    band: row['band'] || 'base',
    region: row['region'] || 'global',
    unitPrice,
    currency,
    from: row['effective_from'] ? parseDay(row['effective_from']) : null,
    to: row['effective_to'] ? parseDay(row['effective_to']) : null,
  }
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

function overlaps(prices: readonly Price[], file: string): FieldFault[] {
  const groups = Map.groupBy(prices, (price) =>
    [price.model, price.meter, price.tier, price.band, price.region].join('|'),
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
