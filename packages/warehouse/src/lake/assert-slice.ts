import { parseDay } from '@cloudact/core/day'
import { AppError } from '@cloudact/core/errors'
import type { Slice } from '@cloudact/core/ports/warehouse'
import { assertTableName } from './assert-table-schema.ts'

/** A slice's table and period become folder names. Throws `invalid_input` for a period that is none. */
export function assertSlice(slice: Slice): void {
  assertTableName(slice.table)
  const { period } = slice
  if (period === 'all') return
  if (/^\d{4}-\d{2}$/.test(period)) parseDay(`${period}-01`)
  else if (/^\d{4}-\d{2}-\d{2}$/.test(period)) parseDay(period)
  else
    throw new AppError(
      'invalid_input',
      `"${period.slice(0, 40)}" is not a slice period. Use YYYY-MM-DD, YYYY-MM or all.`,
    )
}

/** Two replacements of one slice in one commit would have no order. */
export function assertDistinct(slices: readonly Slice[]): void {
  const seen = new Set<string>()
  for (const slice of slices) {
    const key = sliceKey(slice)
    if (seen.has(key))
      throw new AppError(
        'invalid_input',
        `The slice ${slice.table} ${slice.period} is given twice in one commit.`,
      )
    seen.add(key)
  }
}

export function sliceKey(slice: Slice): string {
  return JSON.stringify([slice.table, slice.pipelineId, slice.credentialId, slice.accountId, slice.period])
}
