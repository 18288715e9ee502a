import { Decimal } from 'decimal.js'
import { type CostLine, sumLines } from './cost-line.ts'
import { linesWithoutUsage, roundedAsBilled, withoutFreeStorage } from './gaps.ts'
import type { LedgerOptions } from '../vendor/ledger-options.ts'
import type { Workload } from './organization.ts'
import { usageCosts } from './usage-costs.ts'
import type { UsageEndpoint, UsageRecord } from './usage-record.ts'
import { workloadHour } from './workload-hour.ts'
import { WORKLOADS } from './workloads.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** What the vendor knows: usage by the hour and the bill by the day. Nothing is stored, everything is recomputed. */
export type Ledger = {
  usage(endpoint: UsageEndpoint, start: number, end: number): readonly UsageRecord[]
  costs(day: string): readonly CostLine[]
  /** From now on, usage and costs of the day are multiplied: a restatement. */
  restate(day: string, factor: number): void
}

export function createLedger({
  seed,
  scale,
  days,
  now,
  costLagHours,
  workloads = WORKLOADS,
}: LedgerOptions<Workload>): Ledger {
  const restatements = new Map<string, number>()
  const firstHour = Math.floor(now() / DAY) * DAY - days * DAY

  function hourly(workload: Workload, start: number, end: number, until: number): UsageRecord[] {
    const records: UsageRecord[] = []
    for (let hour = Math.max(start, firstHour); hour < Math.min(end, until); hour += HOUR) {
      const factor = restatements.get(new Date(hour).toISOString().slice(0, 10)) ?? 1
      const record = workloadHour(workload, hour, seed, scale * factor)
      if (record) records.push(record)
    }
    return records
  }

  return {
    usage(endpoint, start, end) {
      const until = Math.floor(now() / HOUR) * HOUR
      return workloads
        .filter((workload) => workload.endpoint === endpoint)
        .flatMap((w) => hourly(w, start, end, until))
    },
    costs(day) {
      const start = Date.parse(`${day}T00:00:00Z`)
      const until = Math.floor(now() / HOUR) * HOUR - costLagHours * HOUR
      if (start < firstHour || start >= until) return []
      const lines = workloads.flatMap((w) => hourly(w, start, start + DAY, until)).flatMap(usageCosts)
      return [
        ...sumLines(lines, ({ projectId, apiKeyId, lineItem }) => `${projectId}|${apiKeyId}|${lineItem}`),
        ...linesWithoutUsage(day, seed),
      ]
        .map(withoutFreeStorage)
        .map(roundedAsBilled)
        .filter((line) => !line.amount.eq(0) || new Decimal(line.quantity ?? 0).gt(0))
    },
    restate(day, factor) {
      restatements.set(day, factor)
    },
  }
}
