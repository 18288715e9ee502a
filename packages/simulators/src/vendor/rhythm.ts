/** How a day goes: people at desks in Europe and America, machines around the clock, jobs at night. */
export type Rhythm = 'office' | 'always' | 'night'

export type Rhythmic = {
  readonly rhythm: Rhythm
  /** Share of growth per 30 days. */
  readonly growth?: number
}

const DAY = 24 * 3_600_000
/** Growth is measured from here, so the same hour has the same data whenever it is asked for. */
const GROWTH_ORIGIN = Date.parse('2026-08-01T00:00:00Z')

const OFFICE = [1, 1, 1, 1, 2, 4, 9, 22, 48, 70, 78, 72, 66, 82, 95, 100, 92, 70, 52, 38, 25, 14, 6, 2].map(
  (n) => n / 100,
)
const ALWAYS = [
  34, 30, 27, 25, 26, 30, 42, 58, 74, 86, 92, 94, 90, 93, 98, 100, 96, 88, 79, 72, 64, 55, 47, 40,
].map((n) => n / 100)
const NIGHT = [80, 100, 100, 70, 25, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 12, 45].map(
  (n) => n / 100,
)
const CURVES: Readonly<Record<Rhythm, readonly number[]>> = { office: OFFICE, always: ALWAYS, night: NIGHT }
const WEEKEND: Readonly<Record<Rhythm, number>> = { office: 0.12, always: 0.62, night: 0.5 }

/** Part of the requests of a busy hour that the hour at `hour` (milliseconds) sees, growth included. */
export function load(workload: Rhythmic, hour: number): number {
  const time = new Date(hour)
  const weekday = time.getUTCDay()
  const weekend = weekday === 0 || weekday === 6 ? WEEKEND[workload.rhythm] : 1
  return (CURVES[workload.rhythm][time.getUTCHours()] ?? 0) * weekend * growth(workload, hour)
}

/** How much larger a workload is at an instant than at the origin. */
export function growth(workload: Pick<Rhythmic, 'growth'>, hour: number): number {
  return Math.max(0.2, 1 + ((workload.growth ?? 0.01) * (hour - GROWTH_ORIGIN)) / (30 * DAY))
}
