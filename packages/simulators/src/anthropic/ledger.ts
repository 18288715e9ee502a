import { type CostLine, linesWithoutUsage, roundedAsBilled, sumLines, usageLines } from './bill.ts'
import type { LedgerOptions } from '../vendor/ledger-options.ts'
import type { Workload } from './organization.ts'
import { usageHour, type UsageRecord } from './usage-hour.ts'
import { WORKLOADS } from './workloads.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** What the vendor knows: usage by the hour and the bill by the day. Nothing is stored, everything is recomputed. */
export type Ledger = {
  /** Half-open, milliseconds. */
  usage(start: number, end: number): readonly UsageRecord[]
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

  function hourly(start: number, end: number): UsageRecord[] {
    const records: UsageRecord[] = []
    for (let hour = Math.max(start, firstHour); hour < end; hour += HOUR) {
      const factor = restatements.get(new Date(hour).toISOString().slice(0, 10)) ?? 1
      for (const workload of workloads) {
        const record = usageHour(workload, hour, seed, scale * factor)
        if (record) records.push(record)
      }
    }
    return records
  }
  const presentHour = () => Math.floor(now() / HOUR) * HOUR

  return {
    usage: (start, end) => hourly(start, Math.min(end, presentHour())),
    costs(day) {
      const start = Date.parse(`${day}T00:00:00Z`)
      const until = presentHour() - costLagHours * HOUR
      if (start < firstHour || start >= until) return []
      const lines = hourly(start, Math.min(start + DAY, until)).flatMap(usageLines)
      return [
        ...sumLines(lines, ({ workspace_id, description }) => `${workspace_id}|${description}`),
        ...linesWithoutUsage(day, seed),
      ].map(roundedAsBilled)
    },
    restate(day, factor) {
      restatements.set(day, factor)
    },
  }
}
