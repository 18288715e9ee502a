import type { Overview } from '../../api/shapes.ts'
import { DayNote } from '../../components/day-note.tsx'
import { addDays, formatDay, formatInstant } from '../../format/time.ts'

type PeriodNoteProps = { readonly overview: Overview }

/** The period in words, with the last day spelled inclusively as people read it. */
export function PeriodNote({ overview }: PeriodNoteProps) {
  const { start, end_exclusive_today: end } = overview.month
  return (
    <>
      {formatDay(start)} to {formatDay(addDays(end, -1))},{' '}
      <DayNote timeZone={overview.time_zone} sources={overview.utc_day_sources} />
      <span className="text-faint"> · as of {formatInstant(overview.as_of)}</span>
    </>
  )
}
