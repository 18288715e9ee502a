import type { CustomPriceInput, OverrideInput, OwnPrice } from '../../api/shapes.ts'
import { formText } from '../../format/form-text.ts'
import { addDays, isDay } from '../../format/time.ts'

type Read<Input> = { readonly input: Input; readonly faults: ReadonlyMap<string, string> }

/**
 * Reads the form of an override. The price stays text: the API judges it, and no digit is lost on the way. Where it
 * replaces the override that was shown, the API refuses if somebody changed that one since.
 */
export function overrideInput(form: FormData, shown?: OwnPrice): Read<OverrideInput> {
  const faults = new Map<string, string>()
  const read = { override_value: needed(form, 'override_value', 'A price', faults), ...terms(form, faults) }
  const replaces = shown !== undefined && formText(form, 'effective_from') === shown.effective_from
  const input = replaces ? { ...read, expected_last_updated: shown.last_updated } : read
  return { input, faults }
}

/** Reads the form of a custom price of one meter. */
export function customPriceInput(form: FormData): Read<CustomPriceInput> {
  const faults = new Map<string, string>()
  const input = {
    provider: needed(form, 'provider', 'A provider', faults),
    model: needed(form, 'model', 'A model', faults),
    region: formText(form, 'region') || 'global',
    currency: (formText(form, 'currency') || 'USD').toUpperCase(),
    prices: [
      {
        meter: needed(form, 'meter', 'A meter', faults),
        service_tier: formText(form, 'service_tier') || 'standard',
        price: needed(form, 'price', 'A price', faults),
      },
    ],
    ...terms(form, faults),
  }
  return { input, faults }
}

function needed(form: FormData, name: string, what: string, faults: Map<string, string>): string {
  const text = formText(form, name)
  if (!text) faults.set(name, `${what} is needed.`)
  return text
}

/** Days and note. The form asks for the last day a price holds, the API for the first it no longer does. */
function terms(form: FormData, faults: Map<string, string>) {
  const [first, last, notes] = ['effective_from', 'effective_to', 'notes'].map((name) => formText(form, name))
  if (first && !isDay(first)) faults.set('effective_from', 'This is not a day.')
  if (last && !isDay(last)) faults.set('effective_to', 'This is not a day.')
  if (first && last && last < first) faults.set('effective_to', 'The last day is before the first.')
  return {
    ...(first && { effective_from: first }),
    ...(last && isDay(last) && { effective_to: addDays(last, 1) }),
    ...(notes && { notes }),
  }
}
