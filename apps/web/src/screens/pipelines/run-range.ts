import type { RunSummary } from '../../api/run-shapes.ts'
import { addDays, isDay } from '../../format/time.ts'

/** The days a run works on, last day included: the API's ranges are half-open. */
export function runRange(run: Pick<RunSummary, 'start_date' | 'end_date' | 'run_date'>): string {
  const { start_date: start, end_date: end } = run
  if (!start || !end || !isDay(end)) return run.run_date ?? '—'
  const last = addDays(end, -1)
  return start === last ? start : `${start} → ${last}`
}
