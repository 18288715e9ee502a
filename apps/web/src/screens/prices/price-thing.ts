import type { OwnPrice } from '../../api/shapes.ts'

/** What a price is for. */
export type PriceThing = Pick<
  OwnPrice,
  | 'provider'
  | 'model'
  | 'meter'
  | 'service_tier'
  | 'context_band'
  | 'region'
  | 'time_window'
  | 'unit'
  | 'currency'
>

/** Equal for two prices of the same thing, whatever their days and amounts. */
export function thingKey(thing: PriceThing): string {
  const { provider, model, meter, service_tier, context_band, region, time_window, currency } = thing
  return JSON.stringify([provider, model, meter, service_tier, context_band, region, time_window, currency])
}
