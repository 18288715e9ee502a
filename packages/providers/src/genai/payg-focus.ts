import { AppError } from '@cloudact/core/errors'
import type { Row } from '@cloudact/core/ports/warehouse'
import { type TimeZone, UTC } from '@cloudact/core/time-zone'
import { defineProcessor, type ProcessorContext, type SliceWrite } from '@cloudact/engine/processor'
import { z } from 'zod'
import { openBillOwnership } from './bill-ownership.ts'
import { ClosedPeriodWatch } from './closed-period.ts'
import { DayRows } from './day-rows.ts'
import type { FocusDay } from './focus-row.ts'
import { focusTrueUpRow } from './focus-true-up-row.ts'
import { focusUsageRow } from './focus-usage-row.ts'
import { hourlyCosts } from './hourly-costs.ts'
import { inNameOf } from './in-name-of.ts'
import { loadPaygAdapter } from './payg-adapter.ts'
import { type AccountDay, accountDays, extractedOutput, workRange } from './payg-run.ts'
import { billingStatus } from './periods.ts'
import { daysToRecount } from './recount-days.ts'

const COSTS = 'genai_payg_costs_daily'
const RECONCILIATION = 'genai_cost_reconciliation_daily'
const FOCUS = 'cost_data_standard_1_3'
const DAYS_PER_WRITE = 31

const config = z.strictObject({
  provider: z.string(),
  /** Off: no true-up rows; totals stay estimates and the vendor's figure is shown beside them. */
  true_up: z.boolean().default(true),
  /** Pipeline whose costs are converted anew; absent: this one's. */
  usage_of: z.string().optional(),
})

/**
 * Turns priced usage and settled gaps into FOCUS 1.3 rows, one slice per account and UTC day. Usage rows are hours when
 * the organization's time zone is not UTC or their price has a time window, true-ups always UTC days (75 §6). Days of open and provisional months that
 * were written for another zone are written anew from what is stored.
 */
export default defineProcessor({
  summary: 'Converts priced GenAI usage to FOCUS 1.3 and adds true-up rows',
  config,
  async run(given, options) {
    const context = inNameOf(given, options.usage_of)
    const output = extractedOutput(context, options.provider)
    const registry = context.catalog.providers.get(options.provider)
    if (!registry) throw new AppError('config_invalid', `The registry has no provider "${options.provider}".`)
    const { subAccountType } = await loadPaygAdapter(options.provider)
    const trueUp = options.true_up && (output?.true_up ?? true)
    const asked = await accountDays(
      context,
      [COSTS, RECONCILIATION],
      workRange(context, output),
      output?.credential_id,
    )
    const timeZone = await context.timeZone()
    const hourly = timeZone !== UTC
    const known = new Set(asked.map(keyOf))
    const changed = await daysToRecount(context, {
      hourly,
      finalRule: registry.final_rule,
      credentialId: output?.credential_id,
    })
    const recount = changed.filter((day) => !known.has(keyOf(day)))
    const candidates = [...recount, ...asked]
    const bill = await openBillOwnership(context, registry.billed_by, candidates, output)
    const days = candidates.filter((day) => !bill.ownsDay(day))
    const gapRows = await DayRows.open(context, { table: RECONCILIATION, dateColumn: 'cost_date', days })
    const costRows = await DayRows.open(context, { table: COSTS, dateColumn: 'cost_date', days })
    const watch = new ClosedPeriodWatch(context)

    let rows = 0
    let writes: SliceWrite[] = []
    for (const [index, day] of days.entries()) {
      context.signal.throwIfAborted()
      const focusDay: FocusDay = {
        provider: options.provider,
        vendor: registry.service_provider_name ?? registry.display_name,
        accountId: day.accountId,
        accountName: output?.account_name ?? day.accountId,
        day: day.day,
        billingStatus: billingStatus(day.day, context.run.startedAt, registry.final_rule),
        subAccountType,
      }
      const gaps = await gapRows.of(day)
      const costs = await costRows.of(day)
      const focus = dayRows(costs, gaps, focusDay, { trueUp, hourly })
      if (focusDay.billingStatus === 'final') await watch.before(day, focus)
      writes.push({
        table: FOCUS,
        credentialId: day.credentialId,
        accountId: day.accountId,
        period: day.day,
        content: { kind: 'rows', rows: [focus] },
      })
      rows += focus.length
      if (writes.length >= DAYS_PER_WRITE || index === days.length - 1) {
        await context.write(writes)
        writes = []
        context.progress(`Converted costs up to ${day.day}.`, rows)
      }
    }
    watch.report()
    reportRecount(
      context,
      recount.filter((day) => !bill.ownsDay(day)),
      timeZone,
    )
    return { rows }
  },
})

function dayRows(
  costs: readonly Row[],
  gaps: readonly Row[],
  day: FocusDay,
  { trueUp, hourly }: { readonly trueUp: boolean; readonly hourly: boolean },
): Row[] {
  const reconciled = trueUp && gaps.some((gap) => gap['settled'] === true)
  const billedSource = (cost: Row) =>
    reconciled && cost['compared'] === true ? 'vendor_cost_api' : 'priced_estimate'
  const usage = costs.flatMap((cost) => {
    const hours = hourly || hasTimeWindow(cost) ? hourlyCosts(cost) : undefined
    if (hours === undefined) return [focusUsageRow(cost, day, billedSource(cost))]
    return hours.map((part) => focusUsageRow(part.cost, { ...day, hour: part.hour }, billedSource(cost)))
  })
  const trueUps = trueUp ? gaps.map((gap) => focusTrueUpRow(gap, day)) : []
  return [...usage, ...trueUps].filter((row) => row !== undefined)
}

/** A price of some hours of the day: its usage is shown by the hour in every time zone (75 §6). */
function hasTimeWindow(cost: Row): boolean {
  return cost['time_window'] !== null && cost['time_window'] !== undefined
}

function keyOf({ day, credentialId, accountId }: AccountDay): string {
  return JSON.stringify([day, credentialId, accountId])
}

/** Says that days outside the run's range were written anew, and that no amount changed by it. */
function reportRecount(context: ProcessorContext, days: readonly AccountDay[], timeZone: TimeZone): void {
  const [first, last] = [days[0]?.day, days.at(-1)?.day]
  if (first === undefined) return
  const length = timeZone === UTC ? 'UTC day' : 'hour'
  context.finding({
    code: 'days_recounted',
    severity: 'info',
    message: `Reports count days in ${timeZone} now: usage from ${first} to ${String(last)} was written anew by the ${length}. No amount changed.`,
    table: FOCUS,
    detail: { time_zone: timeZone, days: days.length, first_day: first, last_day: last },
  })
}
