import { eachDay, eachMonth, monthStart, addDays, type DayRange } from '@cloudact/core/day'
import { AppError } from '@cloudact/core/errors'
import type { Row } from '@cloudact/core/ports/warehouse'
import type { ExtractConfig } from './extract-config.ts'
import type { Round } from './placeholders.ts'

/** Decides which slices a run replaces and which one each row belongs to. */
export type SlicePeriods = {
  /** Every slice that is replaced, also by nothing: what the vendor no longer reports must go. */
  readonly all: readonly string[]
  /** Period of a row; `undefined` when it lies outside what was asked for. Throws `invalid_input` without a usable date. */
  of(row: Row, round: Round): string | undefined
}

/** Throws `config_invalid` for a combination that would replace more of a slice than was asked for. */
export function slicePeriods(config: ExtractConfig, rounds: readonly Round[], range: DayRange): SlicePeriods {
  const { for_each } = config
  const { period_field, table } = config.destination
  const period = config.destination.period ?? (for_each === 'month' ? 'month' : 'day')
  if ((for_each === 'day' && period !== 'day') || (for_each === 'month' && period === 'all')) {
    throw new AppError(
      'config_invalid',
      `for_each: ${for_each} cannot fill slices of period "${period}": each round would replace the one before.`,
    )
  }

  if (period_field === undefined) {
    if (for_each === 'range' && period !== 'all') {
      const last = addDays(range.end, -1)
      const only = period === 'month' ? last.slice(0, 7) : last
      return { all: [only], of: () => only }
    }
    if (for_each === 'month' && period === 'day') {
      throw new AppError(
        'config_invalid',
        'for_each: month with slices of a day needs destination.period_field.',
      )
    }
    return period === 'all'
      ? { all: ['all'], of: () => 'all' }
      : { all: rounds.map((round) => round.key), of: (_, round) => round.key }
  }

  if (period === 'all')
    throw new AppError('config_invalid', 'destination.period_field has no meaning for period "all".')
  if (
    period === 'month' &&
    for_each === 'range' &&
    (monthStart(range.start) !== range.start || monthStart(range.end) !== range.end)
  ) {
    throw new AppError(
      'config_invalid',
      `Table ${table} has slices of a month, and ${range.start} to ${range.end} is not whole months. Use for_each: month.`,
    )
  }
  const asked = rounds.map((round) => round.range)
  const all = asked.flatMap((part) =>
    period === 'day' ? eachDay(part) : eachMonth(part).map((month) => month.slice(0, 7)),
  )
  return {
    all: [...new Set(all)],
    of(row, round) {
      const value = row[period_field]
      const day =
        typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value) ? value.slice(0, 10) : undefined
      if (day === undefined)
        throw new AppError(
          'invalid_input',
          `A row has no date in "${period_field}", so it belongs to no slice of ${table}.`,
        )
      if (day < round.range.start || day >= round.range.end) return undefined
      return period === 'day' ? day : day.slice(0, 7)
    },
  }
}
