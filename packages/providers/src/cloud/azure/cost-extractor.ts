import { eachMonth, type Day } from '@cloudact/core/day'
import { AppError } from '@cloudact/core/errors'
import { defineProcessor, type Credential, type ProcessorContext } from '@cloudact/engine/processor'
import { z } from 'zod'
import type { FileStore } from '../files/file-store.ts'
import { refuseSecondOwner } from '../files/other-owner.ts'
import { openPathStore } from '../files/path-store.ts'
import { parseAzureSource, type AzureSource } from './bill-source.ts'
import { inspectDelivery } from './delivery.ts'
import { billingStatus, readDeliveryState, type DeliveryState, type MonthSlice } from './delivery-state.ts'
import { downloadFiles } from './download.ts'
import { exportColumns } from './export-columns.ts'
import { findDeliveries } from './find-deliveries.ts'
import { loadMonth } from './load-month.ts'
import { scopeText, type Manifest } from './manifest.ts'
import { RefusedMonths } from '../files/refused-months.ts'
import { publishReferences, type Reference } from '../files/publish-references.ts'
import { monthOf, RAW_TABLE_OF } from './raw-tables.ts'
import { reportClosedPeriodChange } from '../files/report-closed-period-change.ts'
import { reportDoubts, reportUnknownColumns } from './report-doubts.ts'

/** What the conversion joins. */
const REFERENCES: readonly Reference[] = [
  { table: 'cloud_azure_service_reference', seed: 'azure/services.csv' },
  { table: 'cloud_azure_region_reference', seed: 'azure/regions.csv' },
  { table: 'cloud_azure_unit_reference', seed: 'azure/units.csv' },
]

type Month = {
  readonly source: AzureSource
  readonly store: FileStore
  readonly credential: Credential
  readonly actual: Manifest
  readonly amortized: Manifest | null
}

/**
 * Reads Azure cost exports into the raw tables, one slice per scope and month: the actual export says what is billed, the
 * amortized one beside it what the charges are worth. A pair that is already loaded is left alone, and one that is broken
 * keeps no other month from being read.
 */
export default defineProcessor({
  summary: 'Reads actual and amortized cost exports of Azure from a folder, by manifest.',
  config: z.strictObject({ provider: z.string().default('azure') }),
  async run(context, config) {
    const credential = await context.credential(config.provider)
    const source = parseAzureSource(credential.metadata)
    const store = await openPathStore(source.path)
    const outcome = { loaded: [] as string[], unchanged: [] as string[], missing: [] as string[] }
    const refused = new RefusedMonths(context, 'Azure')
    let rows = 0
    try {
      await publishReferences(context, REFERENCES)
      for (const period of eachMonth(context.run.range)) {
        context.signal.throwIfAborted()
        await refused.unless(monthOf(period), async () => {
          const { actual, amortized } = await findDeliveries(store, period, context.signal)
          if (!actual && amortized) refuseAmortizedAlone(amortized)
          const loaded =
            actual && (await loadIfNew(context, { source, store, credential, actual, amortized }))
          outcome[loaded ? loaded.kind : 'missing'].push(monthOf(period))
          rows += loaded?.rows ?? 0
        })
      }
    } finally {
      store.close()
    }
    const read = outcome.loaded.length + outcome.unchanged.length
    const shortfall = refused.shortfall(read)
    if (outcome.missing.length > 0 && read === 0) {
      throw new AppError(
        'not_found',
        `No Azure export of actual cost was found in ${store.location} for ${outcome.missing.join(', ')}. The integration's ` +
          'location must hold a folder per export, and in it a folder per month such as 20261001-20261031 with a manifest.json.',
      )
    }
    for (const month of outcome.missing) reportMissing(context, month)
    return { rows, output: { ...outcome, refused: refused.months }, shortfall }
  },
})

type Loaded = { readonly kind: 'loaded' | 'unchanged'; readonly rows: number }

/** `unchanged` when the warehouse already holds this very pair in its present state. */
async function loadIfNew(context: ProcessorContext, month: Month): Promise<Loaded> {
  const { actual, amortized, credential, source } = month
  const name = monthOf(actual.period)
  const accountId = scopeOf(month)
  const slice: MonthSlice = { credentialId: credential.credentialId, accountId, period: actual.period }
  await refuseSecondOwner(context, { ...slice, month: name })
  const known = await readDeliveryState(context, slice)
  const same = isSame(known, month) ? known : null
  const today: Day = context.run.startedAt.slice(0, 10)
  const status = billingStatus(actual.period, today, same)
  if (same?.status === status) {
    context.progress(`${name}: unchanged`)
    return { kind: 'unchanged', rows: 0 }
  }
  const columns = exportColumns(context.catalog)
  const fetched = async (manifest: Manifest) => {
    const paths = await downloadFiles(month.store, manifest, await context.temporaryFolder(), {
      signal: context.signal,
      onFile: (done, all) => context.progress(`${name}: ${manifest.kind} file ${done} of ${all} fetched`),
    })
    return inspectDelivery(manifest, paths, columns)
  }
  const deliveries = { actual: await fetched(actual), amortized: amortized && (await fetched(amortized)) }
  const facts = { status, firstSeenAt: same?.firstSeenAt ?? context.run.startedAt }
  const rows = await loadMonth(context, credential, slice, deliveries, facts)
  const headers = [deliveries.actual.header, ...(deliveries.amortized ? [deliveries.amortized.header] : [])]
  reportUnknownColumns(context, headers, name)
  await reportDoubts(context, slice, amortized !== null)
  if (known?.status === 'final' && !same) {
    const restated = await readDeliveryState(context, slice)
    const what = { vendor: 'Azure', month: name }
    reportClosedPeriodChange(context, what, known.billed, restated?.billed ?? new Map())
  }
  context.progress(`${name}: ${rows} lines loaded`, rows)
  return { kind: 'loaded', rows }

  function scopeOf({ actual: { scope } }: Month): string {
    const said = scope ?? (source.billing_scope ? scopeText(source.billing_scope) : null)
    if (said === null) {
      throw new AppError(
        'invalid_input',
        "The manifest of the Azure export does not say what the export covers. Set billing_scope in the integration's metadata.",
      )
    }
    if (amortized?.scope && amortized.scope !== said) {
      throw new AppError(
        'invalid_input',
        `The actual export covers ${said}, the amortized one ${amortized.scope}. Both must cover the same scope; the month was left as it was.`,
      )
    }
    return said
  }
}

function isSame(known: DeliveryState | null, { actual, amortized }: Month): boolean {
  return (
    known?.deliveryId === actual.deliveryId && known.amortizedDeliveryId === (amortized?.deliveryId ?? null)
  )
}

function refuseAmortizedAlone(amortized: Manifest): never {
  throw new AppError(
    'invalid_input',
    `There is an amortized export for ${monthOf(amortized.period)} and no actual one. What is billed is in the actual export only; ` +
      'create the export "Cost and usage details (actual)" beside it.',
  )
}

function reportMissing(context: ProcessorContext, month: string): void {
  const running = month >= context.run.startedAt.slice(0, 7)
  context.finding({
    code: 'bill_not_delivered',
    severity: running ? 'info' : 'warning',
    message: `Azure has not exported the costs of ${month}${running ? ' yet' : ''}.`,
    table: RAW_TABLE_OF.actual,
    detail: { period: month },
  })
}
