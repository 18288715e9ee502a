import { Decimal, parseDecimal, toMoneyText } from '@cloudact/core/decimal'
import type { Row } from '@cloudact/core/ports/warehouse'
import { z } from 'zod'
import { exactProduct } from './exact-product.ts'
import { isMeterType, METERS } from './meter.ts'

const HourlyQuantities = z.record(z.string().regex(/^([01]\d|2[0-3])$/), z.string())

/** A part of a cost row: what was used in one hour, `09` UTC. */
export type HourlyCost = { readonly hour: string; readonly cost: Row }

/**
 * A priced row of `genai_payg_costs_daily` by the hour (75 §6), at the same prices; undefined when its hours are not
 * known. The parts add up to the row exactly: quantities are rounded as running sums, so no digit is lost or doubled,
 * and every cost is an exact product again (75 §1.5).
 */
export function hourlyCosts(cost: Row): readonly HourlyCost[] | undefined {
  const meter = String(cost['meter'] ?? '')
  const stored = cost['hourly_quantities']
  if (typeof stored !== 'string' || !isMeterType(meter) || cost['is_priced'] !== true) return undefined
  const decimal = (column: string) => parseDecimal(String(cost[column] ?? ''))
  const prices = {
    listUnitPrice: decimal('list_unit_price'),
    contractedUnitPrice: decimal('contracted_unit_price'),
  }
  const pricedUpTo = (consumed: Decimal) =>
    exactProduct(consumed.div(METERS[meter].consumedPerPricingUnit), prices)
  const quantities = Object.entries(HourlyQuantities.parse(JSON.parse(stored))).sort(([a], [b]) =>
    a < b ? -1 : 1,
  )
  let consumed = new Decimal(0)
  let before = pricedUpTo(consumed)
  return quantities.map(([hour, text]) => {
    const quantity = parseDecimal(text)
    consumed = consumed.plus(quantity)
    const now = pricedUpTo(consumed)
    const part = {
      ...cost,
      quantity: toMoneyText(quantity),
      pricing_quantity: toMoneyText(now.pricingQuantity.minus(before.pricingQuantity)),
      list_cost: toMoneyText(now.listCost.minus(before.listCost)),
      contracted_cost: toMoneyText(now.contractedCost.minus(before.contractedCost)),
    }
    before = now
    return { hour, cost: part }
  })
}
