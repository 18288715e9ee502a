import { Decimal } from '@cloudact/core/decimal'
import { addDays, addMonths } from '@cloudact/core/day'
import { seededRandom } from './random.ts'
import { MACHINE_WORKLOADS } from './machine-workloads.ts'
import { monthlyLines, savingsPlanFee, taxLines } from './sample-fee-lines.ts'
import { instant, PAYER, type SampleLine } from './sample-line.ts'
import { usageLines } from './sample-usage-lines.ts'
import { SERVICE_WORKLOADS } from './service-workloads.ts'
import type { Workload } from './workload.ts'

const WORKLOADS = [...MACHINE_WORKLOADS, ...SERVICE_WORKLOADS]

export type SampleMonth = {
  readonly start: string
  readonly lines: readonly SampleLine[]
  readonly closed: boolean
}

/**
 * One billing month of a made organization with six accounts, up to the day before `today`. `index` counts from the
 * oldest month: usage grows, and the last days of the newest month carry a machine-learning spike.
 */
export function sampleMonth(options: {
  readonly start: string
  readonly index: number
  readonly seed: number
  readonly today: string
}): SampleMonth {
  const { start, index, seed, today } = options
  const end = addMonths(start, 1)
  const closed = end <= today
  const random = seededRandom(seed * 1_000 + Number(start.slice(0, 4)) * 12 + Number(start.slice(5, 7)))
  const bill: SampleLine = {
    'bill/InvoiceId': closed
      ? `EUINUS${start.slice(2, 4)}-${1_000_000 + Number(start.slice(5, 7)) * 7_919}`
      : '',
    'bill/InvoicingEntity': 'Amazon Web Services, Inc.',
    'bill/BillType': 'Anniversary',
    'bill/PayerAccountId': PAYER,
    'bill/BillingPeriodStartDate': instant(start),
    'bill/BillingPeriodEndDate': instant(end),
  }
  const lines: SampleLine[] = []
  let days = 0
  for (let day = start; day < end && day < today; day = addDays(day, 1)) {
    days += 1
    const factor = (workload: Workload) =>
      dailyFactor(workload, day, index, random, addDays(today, -4) <= day)
    let used = new Decimal(0)
    for (const [at, workload] of WORKLOADS.entries())
      used = used.plus(usageLines(workload, at, { day, factor, bill }, lines))
    lines.push(savingsPlanFee(day, used, bill))
  }
  if (days === 0) return { start, lines, closed }
  const usage = lines.reduce((sum, line) => sum.plus(line['lineItem/UnblendedCost'] ?? 0), new Decimal(0))
  lines.push(...monthlyLines(start, days, bill, { usage, index }))
  lines.push(...taxLines(start, costByAccount(lines), bill))
  return { start, lines, closed }
}

function dailyFactor(
  workload: Workload,
  day: string,
  index: number,
  random: () => number,
  recent: boolean,
): number {
  // Machines that run around the clock do so every day.
  if (workload.perDay === 24) return 1
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  const week = weekday === 0 || weekday === 6 ? (workload.weekend ?? 0.85) : 1
  const growth = (1 + (workload.growth ?? 0.03)) ** (index + Number(day.slice(8)) / 30)
  const spike = recent && workload.instanceType === 'g5.xlarge' ? 2.1 : 1
  return week * growth * spike * (0.92 + random() * 0.16)
}

function costByAccount(lines: readonly SampleLine[]): Map<string, Decimal> {
  const costs = new Map<string, Decimal>()
  for (const line of lines) {
    const account = line['lineItem/UsageAccountId'] ?? PAYER
    costs.set(account, (costs.get(account) ?? new Decimal(0)).plus(line['lineItem/UnblendedCost'] ?? 0))
  }
  return costs
}
