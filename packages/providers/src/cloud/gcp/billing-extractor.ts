import { addMonths, eachMonth, type Day } from '@cloudact/core/day'
import { defineProcessor, type Credential, type ProcessorContext } from '@cloudact/engine/processor'
import { z } from 'zod'
import { otherOwners, secondOwner } from '../files/other-owner.ts'
import { openPathStore } from '../files/path-store.ts'
import { publishReferences } from '../files/publish-references.ts'
import { reportClosedPeriodChange } from '../files/report-closed-period-change.ts'
import { parseGcpSource } from './bill-source.ts'
import { billingStatus, readDeliveryState, type MonthSlice } from './delivery-state.ts'
import { fetchExport, listExport, type FetchedExport, type ListedExport } from './fetch-export.ts'
import { loadMonth } from './load-month.ts'
import { unknownFields } from './raw-select.ts'
import { RAW_TABLE } from './raw-table.ts'
import { scanMonths } from './scan-months.ts'

/**
 * Reads an exported Google Cloud billing table into the raw table, one slice per billing account and invoice month, each
 * replaced whole: late lines and corrections are in the table when they have come, whatever day they belong to.
 */
export default defineProcessor({
  summary:
    'Reads the Google Cloud billing export from files of a folder, by billing account and invoice month.',
  config: z.strictObject({ provider: z.string().default('gcp') }),
  async run(context, config) {
    const credential = await context.credential(config.provider)
    const store = await openPathStore(parseGcpSource(credential.metadata).path)
    const months = [...eachMonth(context.run.range)]
    try {
      await publishReferences(context, [{ table: 'cloud_gcp_service_reference', seed: 'gcp/services.csv' }])
      const listed = await listExport(store, context.signal)
      if (await isLoaded(context, credential, listed, months)) {
        context.progress('The exported table is unchanged')
        return { rows: 0, output: { loaded: [], missing: [] } }
      }
      const fetched = await fetchExport(store, listed, await context.temporaryFolder(), {
        signal: context.signal,
        onFile: (done, all) => context.progress(`file ${done} of ${all} fetched`),
      })
      return await loadMonths(context, credential, fetched, months)
    } finally {
      store.close()
    }
  },
})

/** Whether the warehouse holds every month from these very files, in its present state. */
async function isLoaded(
  context: ProcessorContext,
  { credentialId }: Credential,
  { deliveryId }: ListedExport,
  months: readonly Day[],
): Promise<boolean> {
  const slices = (await context.slices(RAW_TABLE)).filter((slice) => slice.credentialId === credentialId)
  for (const period of months) {
    const own = slices.filter((slice) => slice.period === period.slice(0, 7))
    if (own.length === 0) return false
    for (const { accountId } of own) {
      const state = await readDeliveryState(context, { credentialId, accountId, period })
      if (state?.deliveryId !== deliveryId || state.status !== billingStatus(period, todayOf(context)))
        return false
    }
  }
  return true
}

async function loadMonths(
  context: ProcessorContext,
  credential: Credential,
  fetched: FetchedExport,
  months: readonly Day[],
) {
  const found = await scanMonths(context, fetched)
  const wanted = found.filter(({ period }) => months.includes(period))
  const slices = wanted.map(({ accountId, period }): MonthSlice => ({
    credentialId: credential.credentialId,
    accountId,
    period,
  }))
  for (const slice of slices) await refuseSecondOwner(context, slice)
  let rows = 0
  for (const slice of slices) rows += await loadOne(context, credential, fetched, slice)
  reportUnknownFields(context, fetched)
  const missing = months.filter((month) => wanted.every(({ period }) => period !== month))
  for (const month of missing) reportMissing(context, month)
  return {
    rows,
    output: {
      loaded: slices.map(({ accountId, period }) => `${accountId} ${period.slice(0, 7)}`),
      missing: missing.map((month) => month.slice(0, 7)),
    },
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

/** One owner per charge: an account's month comes from one integration. */
async function refuseSecondOwner(
  context: ProcessorContext,
  { credentialId, accountId, period }: MonthSlice,
): Promise<void> {
  const month = period.slice(0, 7)
  const [other] = await otherOwners(context, { credentialId, accountId, month })
  if (other) throw secondOwner(`The bill of ${accountId} for ${month}`, other)
}

function reportUnknownFields(context: ProcessorContext, fetched: FetchedExport): void {
  const unknown = unknownFields(fetched)
  if (unknown.length === 0) return
  const shown = unknown.slice(0, 10).map((name) => `"${name.slice(0, 60)}"`)
  context.finding({
    code: 'unknown_export_columns',
    severity: 'warning',
    message: `The Google Cloud billing export has columns this installation does not know and does not read: ${shown.join(', ')}.`,
    table: RAW_TABLE,
    detail: { columns: unknown },
  })
}

function reportMissing(context: ProcessorContext, month: Day): void {
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
