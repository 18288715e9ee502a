import type { Mapper } from '@cloudact/catalog/mapper'
import { eachMonth, type Day } from '@cloudact/core/day'
import { AppError } from '@cloudact/core/errors'
import { defineProcessor, type Credential, type ProcessorContext } from '@cloudact/engine/processor'
import { z } from 'zod'
import type { BillingStatus } from '../../billing-status.ts'
import { billingStatus } from '../../genai/periods.ts'
import type { FileStore } from '../files/file-store.ts'
import { listDelivery, type Delivery } from './delivery.ts'
import { readBilled, readImportedMonth, type ImportedMonth } from './delivery-state.ts'
import { explainFiles } from './explain-files.ts'
import { fetchDelivery } from './fetch-delivery.ts'
import { parseFocusSource, placeOf, type FocusSource } from './focus-source.ts'
import { loadMonth } from './load-month.ts'
import { openFocusStore } from './open-store.ts'
import { reportClosedMonth, reportCurrencies, reportLeftovers } from './report-changes.ts'
import { RefusedMonths } from '../files/refused-months.ts'
import { scanFiles } from './scan.ts'
import { refuseSecondOwner } from './single-owner.ts'

type Import = {
  readonly source: FocusSource
  readonly store: FileStore
  readonly credential: Credential
  readonly finalRule: string
  readonly mapper: Mapper | null
  readonly refused: RefusedMonths
}
type Wanted = {
  /** `YYYY-MM`. */
  readonly month: string
  readonly status: BillingStatus
  readonly before: ImportedMonth | null
}
type Outcome = { readonly loaded: string[]; readonly unchanged: string[]; readonly missing: string[] }

/**
 * Reads FOCUS files of any version and provider into `focus_raw`, one slice per billing account and month. A month is
 * read again when its files or its finality changed, and then from all of them.
 */
export default defineProcessor({
  summary: 'Reads FOCUS files (1.0 to 1.4; CSV, JSON Lines, Parquet) from a folder, S3 or a web server.',
  config: z.strictObject({ provider: z.string().default('focus') }),
  async run(context, config) {
    const credential = await context.credential(config.provider)
    const source = parseFocusSource(credential.metadata)
    const mapper = mapperOf(context, source)
    const store = await openFocusStore(source, credential.secrets, {
      fetch: context.http.fetchFor(config.provider),
      signal: context.signal,
    })
    const finalRule = context.catalog.providers.get(config.provider)?.final_rule ?? ''
    const outcome: Outcome = { loaded: [], unchanged: [], missing: [] }
    const refused = new RefusedMonths(context, credential.name)
    const work = { source, store, credential, finalRule, mapper, refused }
    let rows = 0
    try {
      const places = Map.groupBy(eachMonth(context.run.range), (month) => placeOf(source, month))
      for (const [place, months] of places) {
        const imported = () => importPlace(context, work, place, months, outcome)
        rows += (await refused.unless(nameOf(months), imported)) ?? 0
      }
    } finally {
      store.close()
    }
    const read = outcome.loaded.length + outcome.unchanged.length
    const shortfall = refused.shortfall(read)
    if (outcome.missing.length > 0 && read === 0) {
      throw new AppError(
        'not_found',
        `No FOCUS rows were found in ${store.location} for ${outcome.missing.join(', ')}. Check the integration's location: ` +
          'files end in .csv, .csv.gz, .jsonl, .jsonl.gz or .parquet.',
      )
    }
    for (const month of outcome.missing) reportMissing(context, month)
    return { rows, output: { ...outcome, refused: refused.months }, shortfall }
  },
})

/** Imports what lies in one place of the months asked for. Returns the number of rows. */
async function importPlace(
  context: ProcessorContext,
  work: Import,
  place: string,
  months: readonly Day[],
  outcome: Outcome,
): Promise<number> {
  const { store, source, credential } = work
  const options = { format: source.format, settings: settingsOf(work), signal: context.signal }
  const delivery = await listDelivery(store, place, options)
  const wanted: Wanted[] = []
  for (const day of months) {
    const month = day.slice(0, 7)
    const status = billingStatus(day, context.run.startedAt, work.finalRule)
    const before = await readImportedMonth(context, credential.credentialId, month)
    if (before && before.deliveryId === delivery.id && before.status === status) outcome.unchanged.push(month)
    else wanted.push({ month, status, before })
  }
  if (wanted.length === 0) return 0
  if (delivery.files.length === 0) {
    outcome.missing.push(...wanted.map(({ month }) => month))
    return 0
  }
  const files = await fetchDelivery(store, delivery.files, await context.temporaryFolder(), {
    signal: context.signal,
    version: source.focus_version ?? delivery.version,
    mapper: work.mapper,
    onFile: (done, all) => context.progress(`file ${done} of ${all} fetched`),
  })
  refuseChanged(delivery, await listDelivery(store, place, options))
  const scanned = await scanFiles(context, files).catch(async (cause: unknown) => {
    context.signal.throwIfAborted()
    throw await explainFiles(cause, files, context.signal)
  })
  reportLeftovers(context, delivery, files)
  let rows = 0
  for (const month of wanted) {
    const slices = scanned.filter((slice) => slice.month === month.month)
    if (slices.length === 0) outcome.missing.push(month.month)
    else {
      const imported = () => importMonth(context, work, delivery, month, slices, outcome)
      rows += (await work.refused.unless(month.month, imported)) ?? 0
    }
  }
  return rows
}

async function importMonth(
  context: ProcessorContext,
  { credential }: Import,
  delivery: Delivery,
  { month, status, before }: Wanted,
  slices: Awaited<ReturnType<typeof scanFiles>>,
  outcome: Outcome,
): Promise<number> {
  const { credentialId } = credential
  for (const slice of slices) {
    await refuseSecondOwner(context, credentialId, slice)
    reportCurrencies(context, slice)
  }
  const closed = before?.status === 'final' ? await readBilled(context, credentialId, month) : null
  const facts = { month, status, deliveryId: delivery.id ?? `untold-${context.run.runId}` }
  const rows = await loadMonth(context, credential, facts, slices)
  if (closed) reportClosedMonth(context, month, closed, await readBilled(context, credentialId, month))
  outcome.loaded.push(month)
  context.progress(`${month}: ${rows} rows loaded`, rows)
  return rows
}

function nameOf(months: readonly Day[]): string {
  const [first, last] = [months[0]?.slice(0, 7) ?? '', months.at(-1)?.slice(0, 7) ?? '']
  return first === last ? first : `${first} to ${last}`
}

function mapperOf(context: ProcessorContext, { mapper }: FocusSource): Mapper | null {
  if (mapper === undefined) return null
  const found = context.catalog.mappers.get(mapper)
  if (found) return found
  throw new AppError(
    'invalid_input',
    `There is no mapper "${mapper.slice(0, 100)}". This installation has: ${[...context.catalog.mappers.keys()].join(', ') || 'none'}.`,
  )
}

/** What changes the outcome beside the files: a month is read again when it does. */
function settingsOf({ source, mapper }: Import): unknown {
  return [source.focus_version ?? null, source.format ?? null, mapper]
}

/** Files that change while they are read could be half old and half new. */
function refuseChanged(before: Delivery, after: Delivery): void {
  if (before.id === after.id) return
  throw new AppError(
    'provider_unavailable',
    'The files were rewritten while they were read. Every month was left as it was; the run will try again.',
  )
}

function reportMissing(context: ProcessorContext, month: string): void {
  const running = month >= context.run.startedAt.slice(0, 7)
  context.finding({
    code: 'bill_not_delivered',
    severity: running ? 'info' : 'warning',
    message: `The FOCUS files have no rows for ${month}${running ? ' yet' : ''}.`,
    table: 'focus_raw',
    detail: { period: month },
  })
}
