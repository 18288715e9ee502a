import { addMonths, type Day } from '@cloudact/core/day'
import type { Credential, ProcessorContext } from '@cloudact/engine/processor'
import { refuseSecondOwner } from '../files/other-owner.ts'
import type { RefusedMonths } from '../files/refused-months.ts'
import { reportClosedPeriodChange } from '../files/report-closed-period-change.ts'
import { billingStatus, readDeliveryState, type MonthSlice } from './delivery-state.ts'
import type { FetchedExport } from './fetch-export.ts'
import { loadMonth } from './load-month.ts'
import { RAW_TABLE } from './raw-table.ts'
import { scanMonths } from './scan-months.ts'

export type LoadedMonths = {
  readonly rows: number
  /** `01AB23-CD45EF-678901 2026-10` */
  readonly loaded: readonly string[]
  readonly unchanged: readonly string[]
  readonly missing: readonly string[]
}

/** Whether the warehouse holds the month from this very delivery, in its present state. */
export async function isMonthLoaded(
  context: ProcessorContext,
  credentialId: string,
  deliveryId: string,
  period: Day,
): Promise<boolean> {
  const slices = (await context.slices(RAW_TABLE)).filter(
    (slice) => slice.credentialId === credentialId && slice.period === period.slice(0, 7),
  )
  for (const { accountId } of slices) {
    const state = await readDeliveryState(context, { credentialId, accountId, period })
    if (state?.deliveryId !== deliveryId || state.status !== billingStatus(period, todayOf(context)))
      return false
  }
  return slices.length > 0
}

/**
 * Loads what the files have of these months, a slice per billing account, each replaced whole: one that is refused keeps
 * no other from being loaded. Returns the rows and what was loaded; months without lines become findings.
 */
export async function loadFoundMonths(
  context: ProcessorContext,
  credential: Credential,
  fetched: FetchedExport,
  { months, refused }: { readonly months: readonly Day[]; readonly refused: RefusedMonths },
): Promise<Omit<LoadedMonths, 'unchanged'>> {
  const found = await scanMonths(context, fetched)
  const wanted = found.filter(({ period }) => months.includes(period))
  const slices = wanted.map(({ accountId, period }): MonthSlice => ({
    credentialId: credential.credentialId,
    accountId,
    period,
  }))
  const loaded: string[] = []
  let rows = 0
  for (const slice of slices) {
    const month = slice.period.slice(0, 7)
    const name = `${slice.accountId} ${month}`
    await refused.unless(name, async () => {
      await refuseSecondOwner(context, { ...slice, month })
      rows += await loadOne(context, credential, fetched, slice)
      loaded.push(name)
    })
  }
  const missing = months.filter((month) => wanted.every(({ period }) => period !== month))
  for (const month of missing) reportMissing(context, month)
  return {
    rows,
    loaded,
    missing: missing.map((month) => month.slice(0, 7)),
  }
}

async function loadOne(
  context: ProcessorContext,
  credential: Credential,
  fetched: FetchedExport,
  slice: MonthSlice,
): Promise<number> {
  const month = slice.period.slice(0, 7)
  const known = await readDeliveryState(context, slice)
  const same = known?.deliveryId === fetched.deliveryId
  const rows = await loadMonth(context, credential, fetched, slice, {
    status: billingStatus(slice.period, todayOf(context)),
    firstSeenAt: same ? known.firstSeenAt : context.run.startedAt,
  })
  if (known?.status === 'final') {
    const restated = await readDeliveryState(context, slice)
    if (differ(known.billed, restated?.billed))
      reportClosedPeriodChange(
        context,
        { vendor: 'Google', month },
        known.billed,
        restated?.billed ?? new Map(),
      )
  }
  context.progress(`${slice.accountId} ${month}: ${rows} lines loaded`, rows)
  return rows
}

/** The table grows by every other month's lines too: only a month whose amounts changed was restated. */
function differ(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string> | undefined,
): boolean {
  return (
    before.size !== after?.size || [...before].some(([currency, amount]) => after.get(currency) !== amount)
  )
}

/** A month of which the table has no line. */
export function reportMissing(context: ProcessorContext, month: Day): void {
  const running = addMonths(month, 1) > todayOf(context)
  context.finding({
    code: 'bill_not_delivered',
    severity: running ? 'info' : 'warning',
    message: `The exported table has no line of the invoice month ${month.slice(0, 7)}${running ? ' yet' : ''}.`,
    table: RAW_TABLE,
    detail: { period: month.slice(0, 7) },
  })
}

function todayOf(context: ProcessorContext): Day {
  return context.run.startedAt.slice(0, 10)
}
