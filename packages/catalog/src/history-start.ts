import { addDays, type Day, type DayRange } from '@cloudact/core/day'
import { AppError } from '@cloudact/core/errors'
import type { Provider } from './provider.ts'

/**
 * Throws `invalid_input` for a range that begins before the provider can have data. `fault` is where the request named
 * its first day.
 */
export function refuseBeforeHistory(
  provider: Pick<Provider, 'display_name' | 'history_starts'> | undefined,
  range: DayRange,
  fault: string,
): void {
  const first = provider?.history_starts
  if (first === undefined || range.start >= first) return
  const message = `${provider?.display_name} has no data before ${first}, and ${range.start} was asked for. Start on ${first} (UTC) or later.`
  throw new AppError('invalid_input', message, { faults: [{ path: fault, message }] })
}

/**
 * First UTC day the vendor still has figures of on `today`; undefined when it keeps everything. Throws `invalid_input`
 * for a range that begins before it: the days would read as empty and replace what was stored while they were there.
 */
export function refuseForgotten(
  provider: Pick<Provider, 'display_name' | 'history_days'>,
  range: DayRange,
  today: Day,
  fault: string,
): Day | undefined {
  if (provider.history_days === undefined) return undefined
  const first = addDays(today, -provider.history_days)
  if (range.start >= first) return first
  const message = `${provider.display_name} keeps its figures for ${provider.history_days} days, and ${range.start} was asked for. Start on ${first} (UTC) or later.`
  throw new AppError('invalid_input', message, { faults: [{ path: fault, message }] })
}
