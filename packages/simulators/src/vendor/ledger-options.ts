export type LedgerOptions<Workload> = {
  readonly seed: string
  /** Multiplies every workload's requests. */
  readonly scale: number
  /** Days of history before `now`. */
  readonly days: number
  /** Milliseconds; the present moment of the vendor. */
  readonly now: () => number
  /** Hours the bill lags behind usage. */
  readonly costLagHours: number
  readonly workloads?: readonly Workload[]
}
