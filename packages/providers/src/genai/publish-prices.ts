import { AppError } from '@cloudact/core/errors'
import type { Row } from '@cloudact/core/ports/warehouse'
import { defineProcessor, type ProcessorContext } from '@cloudact/engine/processor'
import { z } from 'zod'
import { publishedPrices } from './prices/published-prices.ts'

const TABLE = 'genai_payg_pricing'
/** Owner of price slices, whichever pipeline publishes them: one copy per provider and organization. */
const OWNER = 'reference'
const SHOWN_CHANGES = 50

const config = z.strictObject({ provider: z.string() })
const StoredPrices = z.array(
  z
    .object({ price_id: z.string(), price: z.string(), override_price: z.string().nullable().default(null) })
    .loose(),
)

/**
 * Writes the provider's price list in force when the run was accepted, with the organization's overrides and custom
 * prices, to the organization's table, one slice per provider. An unchanged list leaves the slice as it is; a changed one keeps its predecessor, and a finding names what
 * changed.
 */
export default defineProcessor({
  summary: "Publishes the price list in force, with the organization's own prices, to the organization",
  config,
  async run(context, { provider }) {
    const file = context.catalog.providers.get(provider)?.seed_path ?? `${provider}/pricing.csv`
    const list = context.catalog.seeds.get(file)
    if (!list)
      throw new AppError('config_invalid', `There is no price list configs/seed/${file} for "${provider}".`)
    const terms = await context.services.priceTerms?.termsOf(context.run.org, provider)
    const rows = publishedPrices(
      { provider, rows: list, file, ...(terms && { own: terms.prices }) },
      context.run.startedAt,
    )
    const before = await storedPrices(context, provider)
    await context.write([
      {
        table: TABLE,
        pipelineId: OWNER,
        credentialId: OWNER,
        accountId: provider,
        period: 'all',
        content: { kind: 'rows', rows: [rows] },
      },
    ])
    if (before) reportChanges(context, provider, before, pricesOf(rows))
    return { rows: rows.length }
  },
})

/** Published before, what was to be paid by price id; undefined when nothing was. */
async function storedPrices(
  context: ProcessorContext,
  provider: string,
): Promise<ReadonlyMap<string, string> | undefined> {
  const published = (await context.slices(TABLE)).some(
    (slice) => slice.pipelineId === OWNER && slice.accountId === provider,
  )
  if (!published) return undefined
  const rows: Row[] = []
  const batches = context.query({
    sql: `SELECT prices FROM {{table(${TABLE})}} WHERE provider = @provider AND x_pipeline_id = @owner`,
    parameters: { provider, owner: OWNER },
  })
  for await (const batch of batches) rows.push(...batch)
  return pricesOf(rows)
}

function pricesOf(rows: readonly Row[]): ReadonlyMap<string, string> {
  return new Map(
    rows.flatMap((row) =>
      StoredPrices.parse(JSON.parse(String(row['prices']))).map(
        (one) => [one.price_id, one.override_price ?? one.price] as const,
      ),
    ),
  )
}

function reportChanges(
  context: ProcessorContext,
  provider: string,
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): void {
  const changes = [...new Set([...before.keys(), ...after.keys()])]
    .map((id) => ({ price_id: id, before: before.get(id) ?? null, after: after.get(id) ?? null }))
    .filter((change) => change.before !== change.after)
  if (changes.length === 0) return
  context.finding({
    code: 'prices_changed',
    severity: 'info',
    message: `${changes.length} prices of ${provider} are not what they were at the last run. Usage is priced with the new ones from the day each holds.`,
    table: TABLE,
    detail: { provider, changes: changes.slice(0, SHOWN_CHANGES), count: changes.length },
  })
}
