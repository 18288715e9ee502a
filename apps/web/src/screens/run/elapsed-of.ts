type Timed = {
  readonly start_time?: string | null
  readonly end_time?: string | null
  readonly duration_ms?: number | null
}

/** Milliseconds a run or step took, or has taken so far; null before it started. */
export function elapsedOf(timed: Timed, now: number): number | null {
  if (timed.duration_ms !== null && timed.duration_ms !== undefined) return timed.duration_ms
  if (!timed.start_time) return null
  const end = timed.end_time ? Date.parse(timed.end_time) : now
  return Math.max(0, end - Date.parse(timed.start_time))
}
