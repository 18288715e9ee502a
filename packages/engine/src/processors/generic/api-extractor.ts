import { createHash } from 'node:crypto'
import { AppError } from '@cloudact/core/errors'
import type { Row } from '@cloudact/core/ports/warehouse'
import { authorize } from '../../extract/authorize.ts'
import { ExtractConfig } from '../../extract/extract-config.ts'
import { fetchPage, type Page, type Source } from '../../extract/fetch-page.ts'
import { nextPosition, type Position } from '../../extract/paginate.ts'
import { fill, placeholderValues, roundsOf, type Round } from '../../extract/placeholders.ts'
import { RowShaper } from '../../extract/shape-rows.ts'
import { slicePeriods, type SlicePeriods } from '../../extract/slice-periods.ts'
import { Spool } from '../../extract/spool.ts'
import { defineProcessor, type ProcessorContext } from '../../processor.ts'

type Extraction = {
  readonly config: ExtractConfig
  readonly source: Source
  readonly metadata: Readonly<Record<string, unknown>>
  readonly shaper: RowShaper
  readonly periods: SlicePeriods
  readonly spool: Spool
  /** Rows the vendor sent although their date was not asked for. */
  outside: number
}

/**
 * Fetches pages of JSON records from any HTTP API and replaces slices of one table with them.
 *
 * Pages are kept on disk as they come. When fetching fails, nothing that arrived is lost: the next attempt of the run
 * goes on from the last page. And nothing incomplete is ever shown: the slices are replaced, all at once, when the last
 * page is there.
 */
export default defineProcessor({
  summary: 'Fetches paged JSON records from an HTTP API into a table.',
  config: ExtractConfig,

  async run(context, config) {
    const rounds = roundsOf(context.run.range, config.for_each)
    const schema = context.catalog.tables.get(config.destination.table)
    if (!schema)
      throw new AppError(
        'config_invalid',
        `Table "${config.destination.table}" has no schema in configs/schemas/org.`,
      )
    const key = providerKey(context, config)
    const provider = context.catalog.providers.get(key)
    const credential =
      config.auth.type === 'none' ? undefined : await context.credential(config.auth.provider ?? key)
    const extraction: Extraction = {
      config,
      source: { key, provider, authorization: authorize(config.auth, credential, provider) },
      metadata: credential?.metadata ?? {},
      shaper: new RowShaper(config.transform, schema),
      periods: slicePeriods(config, rounds, context.run.range),
      spool: await Spool.open(await context.keptFolder(), {
        config,
        rounds,
        credential: credential?.credentialId,
      }),
      outside: 0,
    }

    for (const round of rounds) await fetchRound(context, extraction, round)

    const { spool, periods } = extraction
    const { table, account_id, batch_size, key_fields } = config.destination
    const accountId = fill(account_id, metadataValues(extraction))
    const written = await context.write(
      periods.all.map((period) => ({
        table,
        credentialId: credential?.credentialId ?? 'none',
        accountId,
        period,
        content: { kind: 'rows', rows: spool.batches(period, batch_size, key_fields) },
      })),
    )
    report(context, extraction)
    const rows = written.reduce((sum, slice) => sum + slice.rows, 0)
    return {
      rows,
      output: {
        output_table: table,
        rows_extracted: spool.rows,
        rows_written: rows,
        pages: spool.pages,
        slices: written.length,
      },
    }
  },
})

async function fetchRound(context: ProcessorContext, extraction: Extraction, round: Round): Promise<void> {
  const { config, source, spool } = extraction
  const values = placeholderValues(round, extraction.metadata)
  const seen = new Set<string>()
  let previous: string | undefined
  let pages = 0
  const kept = spool.resume(round.key)
  for (let position = kept; position !== null;) {
    context.signal.throwIfAborted()
    pages += 1
    const { pagination } = config
    if (pagination.type !== 'none' && pages > pagination.max) {
      throw new AppError(
        'invalid_input',
        `There are more than ${pagination.max} pages for ${round.key}. Raise pagination.max, or ask for fewer days.`,
      )
    }
    const resumed = position === kept && kept.at !== 'start'
    const page = await fetchPage(context.http, config, source, position, values).catch((error: unknown) => {
      if (!resumed || !isRefusal(error)) throw error
      return startOver(extraction, error)
    })
    const content = page.count === 0 ? undefined : createHash('sha256').update(page.text).digest('base64')
    const next = withoutSecrets(nextPosition(pagination, position, page), source)
    if (
      next &&
      (repeats(next, seen) || (next.at === 'number' && content !== undefined && content === previous))
    ) {
      await spool.clear()
      const name = source.provider?.display_name ?? source.key
      const where = next.at === 'number' ? 'sends the same page again and again' : 'repeated a page token'
      throw new AppError(
        'provider_unavailable',
        `${name} ${where}, so the end of its pages cannot be reached. Nothing was written.`,
      )
    }
    previous = content
    await spool.add(round.key, distribute(extraction, page, round, values, spool.pages + 1), next)
    context.progress(`${spool.pages} pages`, spool.rows)
    position = next
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof AppError && error.code === 'invalid_input' && error.detail.status !== undefined
}

/** A position kept from an earlier attempt may have expired at the vendor. */
async function startOver(extraction: Extraction, cause: unknown): Promise<never> {
  await extraction.spool.clear()
  const message =
    'The provider no longer knows the page to go on from. The next attempt starts from the first page.'
  throw new AppError('provider_unavailable', message, { cause })
}

/** A next-page link may repeat the key of the request; positions are stored, so it must not. */
function withoutSecrets(position: Position | null, source: Source): Position | null {
  if (position?.at !== 'url') return position
  const url = new URL(position.url)
  for (const name of Object.keys(source.authorization.params)) url.searchParams.delete(name)
  return { at: 'url', url: url.href }
}

function distribute(
  extraction: Extraction,
  page: Page,
  round: Round,
  values: Readonly<Record<string, string>>,
  number: number,
): Map<string, Row[]> {
  const byPeriod = new Map<string, Row[]>()
  for (const [index, record] of page.records.entries()) {
    const row = extraction.shaper.shape(record, `Record ${index + 1} of page ${number}`, values)
    for (const field of extraction.config.destination.key_fields) {
      if (row[field] === undefined || row[field] === null) {
        throw new AppError(
          'invalid_input',
          `Record ${index + 1} of page ${number} has no value for key field "${field}".`,
        )
      }
    }
    const period = extraction.periods.of(row, round)
    if (period === undefined) {
      extraction.outside += 1
      continue
    }
    const rows = byPeriod.get(period)
    if (rows) rows.push(row)
    else byPeriod.set(period, [row])
  }
  return byPeriod
}

function repeats(position: Position, seen: Set<string>): boolean {
  if (position.at !== 'token' && position.at !== 'url') return false
  const token = position.at === 'token' ? position.token : position.url
  if (seen.has(token)) return true
  seen.add(token)
  return false
}

function report(context: ProcessorContext, extraction: Extraction): void {
  const { table } = extraction.config.destination
  const { dropped } = extraction.shaper
  if (dropped.size > 0) {
    const names = [...dropped.keys()].sort()
    const message = `${names.length} field(s) of the source have no column in ${table} and were left out: ${names.slice(0, 20).join(', ')}.`
    context.finding({
      code: 'unmapped_fields',
      severity: 'info',
      table,
      message,
      detail: Object.fromEntries(dropped),
    })
  }
  if (extraction.outside > 0) {
    const message = `${extraction.outside} row(s) lie outside the days asked for and were left out of ${table}.`
    context.finding({
      code: 'rows_outside_range',
      severity: 'warning',
      table,
      message,
      detail: { rows: extraction.outside },
    })
  }
}

function metadataValues(extraction: Extraction): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(extraction.metadata).flatMap(([key, value]) =>
      typeof value === 'string' ? [[`metadata.${key}`, value]] : [],
    ),
  )
}

function providerKey(context: ProcessorContext, config: ExtractConfig): string {
  const key =
    config.provider ??
    config.auth.provider ??
    context.catalog.pipelines.get(context.run.pipelinePath)?.provider
  if (key === undefined)
    throw new AppError(
      'config_invalid',
      `Step "${context.run.stepId}" names no provider, and neither does its pipeline.`,
    )
  return key
}
