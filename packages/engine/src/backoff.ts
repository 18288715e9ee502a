const LONGEST_SECONDS = 3_600

/**
 * Milliseconds to wait after attempt `attempt` (1 is the first): base, doubled per attempt when exponential, capped,
 * then between half and all of it so that many clients do not come back at the same instant.
 */
export function backoffDelay(
  policy: {
    readonly backoff_seconds: number
    readonly exponential: boolean
    readonly longest_seconds?: number
  },
  attempt: number,
  random: () => number,
): number {
  const factor = policy.exponential ? 2 ** Math.min(attempt - 1, 30) : 1
  const seconds = Math.min(policy.backoff_seconds * factor, policy.longest_seconds ?? LONGEST_SECONDS)
  return seconds * 1_000 * (0.5 + random() / 2)
}
