/** Longest a vendor's Retry-After is followed. */
const LONGEST_SECONDS = 120

/** Seconds from a Retry-After header (seconds or HTTP date), at most 120; `undefined` when absent or senseless. */
export function parseRetryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined
  const text = header.trim()
  const seconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) : (Date.parse(text) - now) / 1_000
  return Number.isFinite(seconds) ? Math.min(Math.max(0, seconds), LONGEST_SECONDS) : undefined
}
