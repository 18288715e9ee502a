import { addDays, firstOfMonth, firstOfPreviousMonth } from '../format/time.ts'

/** A half-open range of UTC days. */
export type DayRange = { readonly start: string; readonly end: string }

export const RANGE_PRESETS = ['mtd', 'last_month', '7d', '30d', '90d', 'ytd'] as const
export type RangePreset = (typeof RANGE_PRESETS)[number]

export const RANGE_PRESET_LABELS: Readonly<Record<RangePreset, string>> = {
  mtd: 'Month to date',
  last_month: 'Last month',
  '7d': 'Last 7 days',
  '30d': 'Last 30 days',
  '90d': 'Last 90 days',
  ytd: 'Year to date',
}

/** The range a preset means on `today`; days up to and including today. */
export function presetRange(preset: RangePreset, today: string): DayRange {
  const end = addDays(today, 1)
  switch (preset) {
    case 'mtd':
      return { start: firstOfMonth(today), end }
    case 'last_month':
      return { start: firstOfPreviousMonth(today), end: firstOfMonth(today) }
    case '7d':
      return { start: addDays(end, -7), end }
    case '30d':
      return { start: addDays(end, -30), end }
    case '90d':
      return { start: addDays(end, -90), end }
    case 'ytd':
      return { start: `${today.slice(0, 4)}-01-01`, end }
  }
}

/** The preset that gives exactly this range, to mark it as chosen. */
export function presetOf(range: DayRange, today: string): RangePreset | undefined {
  return RANGE_PRESETS.find((preset) => {
    const candidate = presetRange(preset, today)
    return candidate.start === range.start && candidate.end === range.end
  })
}
