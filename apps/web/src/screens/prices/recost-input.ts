import type { RecostPeriod } from '../../api/recost-shapes.ts'
import { formText } from '../../format/form-text.ts'
import { addDays, isDay } from '../../format/time.ts'
import type { PriceChange } from './price-change.ts'

/** Provider and days of the form, its last day included; or what is wrong with them. */
export function recostInput(form: FormData): RecostPeriod | string {
  const [first = '', last = ''] = ['start_date', 'end_date'].map((name) => formText(form, name))
  if (!isDay(first) || !isDay(last)) return 'Give both days.'
  if (first > last) return 'The first day is after the last.'
  return { provider: formText(form, 'provider'), start_date: first, end_date: addDays(last, 1) }
}

/** The past days a change touches, today included: later days are priced with it anyway. */
export function periodOf({ provider, from, to }: PriceChange, today: string): RecostPeriod {
  const tomorrow = addDays(today, 1)
  return { provider, start_date: from, end_date: to !== null && to < tomorrow ? to : tomorrow }
}
