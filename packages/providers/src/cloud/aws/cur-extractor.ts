import { addMonths, eachMonth, type Day } from '@cloudact/core/day'
import { AppError } from '@cloudact/core/errors'
import { defineProcessor, type Credential, type ProcessorContext } from '@cloudact/engine/processor'
import { z } from 'zod'
import { parseBillSource, type BillSource } from './bill-source.ts'
import type { FileStore } from '../files/file-store.ts'
import { billingStatus, readDeliveryState, type DeliveryState } from './delivery-state.ts'
import { downloadFiles } from './download.ts'
import { findManifest } from './find-manifest.ts'
import { inspectDelivery } from './delivery.ts'
import { loadMonth } from './load-month.ts'
import type { Manifest } from './manifest.ts'
import { openStore } from './open-store.ts'
import { refuseSecondOwner } from '../files/other-owner.ts'
import { RefusedMonths } from '../files/refused-months.ts'
import { publishReferences, type Reference } from '../files/publish-references.ts'
import { monthOf, RAW_TABLE_OF } from './raw-tables.ts'
import { reportClosedPeriodChange } from '../files/report-closed-period-change.ts'
import { withdrawOtherKind } from './withdraw-other-kind.ts'

/** What the conversion joins. */
const REFERENCES: readonly Reference[] = [
  { table: 'cloud_aws_service_reference', seed: 'aws/service_categories.csv' },
  { table: 'cloud_aws_region_reference', seed: 'aws/regions.csv' },
]

type Month = {
  readonly source: BillSource
  readonly store: FileStore
  readonly credential: Credential
  readonly manifest: Manifest
}

/**
 * Reads AWS bills into the raw tables, one slice per payer and billing period. What a month consists of is what its
 * manifest says; a delivery that is already loaded is left alone, and one that is broken keeps no other from being read.
 */
export default defineProcessor({
  summary: 'Reads a Cost and Usage Report, CUR 2.0 or AWS FOCUS export from S3 or a folder, by manifest.',
  config: z.strictObject({ provider: z.string().default('aws') }),
  async run(context, config) {
    const credential = await context.credential(config.provider)
    const source = parseBillSource(credential.metadata)
    const store = await openStore(source, credential.secrets, {
      fetch: context.http.fetchFor(config.provider),
      signal: context.signal,
    })
    const outcome = { loaded: [] as string[], unchanged: [] as string[], missing: [] as string[] }
    const refused = new RefusedMonths(context, 'AWS')
    let rows = 0
    try {
      await publishReferences(context, REFERENCES)
      for (const period of eachMonth(context.run.range)) {
        context.signal.throwIfAborted()
        await refused.unless(monthOf(period), async () => {
          const manifest = await findManifest(store, source, period, context.signal)
          const loaded = manifest && (await loadIfNew(context, { source, store, credential, manifest }))
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
        `No AWS bill was found in ${store.location} for ${outcome.missing.join(', ')}. The integration's location must be the ` +
          'export\'s folder, which contains a folder per month or "metadata"; the first delivery takes up to 24 hours.',
      )
    }
    for (const month of outcome.missing) reportMissing(context, month)
    return { rows, output: { ...outcome, refused: refused.months }, shortfall }
  },
})

type Loaded = { readonly kind: 'loaded' | 'unchanged'; readonly rows: number }

/** `unchanged` when the warehouse already holds this very delivery in its present state. */
async function loadIfNew(context: ProcessorContext, month: Month): Promise<Loaded> {
  const { manifest, credential } = month
  const table = RAW_TABLE_OF[manifest.kind]
  const known = await findLoaded(context, credential, manifest, month.source.account_id ?? manifest.accountId)
  const today: Day = context.run.startedAt.slice(0, 10)
  const same = known?.deliveryId === manifest.deliveryId ? known : null
  const status = billingStatus(manifest.period, addMonths(manifest.period, 1), today, same)
  if (same?.status === status) {
    context.progress(`${monthOf(manifest.period)}: unchanged`)
    return { kind: 'unchanged', rows: 0 }
  }
  const paths = await downloadFiles(month.store, manifest, await context.temporaryFolder(), {
    signal: context.signal,
    onFile: (done, all) => context.progress(`${monthOf(manifest.period)}: file ${done} of ${all} fetched`),
  })
  const delivery = await inspectDelivery(manifest, paths, month.source.account_id)
  const slice = {
    credentialId: credential.credentialId,
    accountId: delivery.accountId,
    period: manifest.period,
  }
  await refuseSecondOwner(context, { ...slice, month: monthOf(manifest.period) })
  const facts = { status, firstSeenAt: same?.firstSeenAt ?? context.run.startedAt }
  const { rows } = await loadMonth(context, credential, delivery, facts)
  await withdrawOtherKind(context, manifest.kind, slice)
  if (known?.status === 'final' && !same) {
    const restated = await readDeliveryState(context, table, slice)
    const what = { vendor: 'AWS', month: monthOf(manifest.period) }
    reportClosedPeriodChange(context, what, known.billed, restated?.billed ?? new Map())
  }
  context.progress(`${monthOf(manifest.period)}: ${rows} lines loaded`, rows)
  return { kind: 'loaded', rows }
}

/** The loaded state of the period; the account is found among the live slices when nothing names it before download. */
async function findLoaded(
  context: ProcessorContext,
  credential: Credential,
  manifest: Manifest,
  accountId: string | null,
): Promise<DeliveryState | null> {
  const table = RAW_TABLE_OF[manifest.kind]
  const live = await context.slices(table)
  const account =
    accountId ??
    live.find(
      (slice) => slice.credentialId === credential.credentialId && slice.period === monthOf(manifest.period),
    )?.accountId
  if (account === undefined) return null
  return readDeliveryState(context, table, {
    credentialId: credential.credentialId,
    accountId: account,
    period: manifest.period,
  })
}

function reportMissing(context: ProcessorContext, month: string): void {
  const running = month >= context.run.startedAt.slice(0, 7)
  context.finding({
    code: 'bill_not_delivered',
    severity: running ? 'info' : 'warning',
    message: `AWS has not delivered a bill for ${month}${running ? ' yet' : ''}.`,
    table: RAW_TABLE_OF.cur,
    detail: { period: month },
  })
}
