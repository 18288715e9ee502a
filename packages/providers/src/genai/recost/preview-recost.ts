import type { Catalog } from '@cloudact/catalog/catalog'
import type { Day, DayRange } from '@cloudact/core/day'
import type { Decimal } from '@cloudact/core/decimal'
import type { PriceTerms } from '@cloudact/core/ports/price-terms'
import type { OrgWarehouse, Row } from '@cloudact/core/ports/warehouse'
import { billingStatus } from '../periods.ts'
import { openPriceBook } from '../prices/open-price-book.ts'
import { createPricingTerms } from '../prices/pricing-terms.ts'
import { priceUsage } from '../priced-line.ts'
import { RecostSums, type RecostModel } from './recost-sums.ts'

const RAW = 'genai_payg_usage_raw'
const COSTS = 'genai_payg_costs_daily'

export type RecostRequest = {
  readonly warehouse: OrgWarehouse
  readonly catalog: Catalog
  readonly provider: string
  /** UTC days, half-open. */
  readonly range: DayRange
  readonly terms: PriceTerms
  /** The percentage each integration has agreed, by credential; usage of other credentials is left as it is. */
  readonly discountPercents: ReadonlyMap<string, Decimal>
  /** ISO 8601. */
  readonly now: string
  readonly signal: AbortSignal
}

export type RecostPreview = {
  readonly models: readonly RecostModel[]
  /** Days whose month is final: pricing them anew keeps the predecessor and says how much changed. */
  readonly finalDays: readonly Day[]
  /** Days with stored usage, and usage rows that were priced. */
  readonly days: number
  readonly records: number
}

/**
 * What stored usage of a period costs now and would cost with the prices in force, by model and currency. Writes
 * nothing. Days and accounts are priced one at a time, so a long period needs no more memory than its largest day.
 */
export async function previewRecost(request: RecostRequest): Promise<RecostPreview> {
  const { catalog, provider, range, terms, discountPercents } = request
  const book = openPriceBook(catalog, provider)
  const pricing = new Map(
    [...discountPercents].map(([id, percent]) => [id, createPricingTerms(book, percent, terms)]),
  )
  const sums = new RecostSums()
  for await (const batch of rowsOf(request, costsSql())) {
    for (const row of batch) if (discountPercents.has(String(row['x_credential_id']))) sums.addStored(row)
  }
  const days = new Set<Day>()
  let records = 0
  for await (const rows of daysOf(rowsOf(request, usageSql()))) {
    const terms = pricing.get(String(rows[0]?.['x_credential_id']))
    if (!terms) continue
    days.add(String(rows[0]?.['usage_date']).slice(0, 10))
    records += rows.length
    for (const line of priceUsage(rows, terms)) sums.addPriced(line)
  }
  const finalRule = catalog.providers.get(provider)?.final_rule ?? ''
  const finalDays = [...days]
    .filter((day) => day >= range.start && billingStatus(day, request.now, finalRule) === 'final')
    .toSorted()
  return { models: sums.models(), finalDays, days: days.size, records }
}

function rowsOf({ warehouse, provider, range, signal }: RecostRequest, sql: string) {
  return warehouse.query({ sql, parameters: { ...range, provider }, range }, { signal })
}

function costsSql(): string {
  return `SELECT model, currency, x_credential_id, {{sum(contracted_cost)}} AS cost, COUNT(*) AS row_count
    FROM {{table(${COSTS})}}
    WHERE cost_date >= {{date(@start)}} AND cost_date < {{date(@end)}} AND provider = @provider
    GROUP BY model, currency, x_credential_id`
}

function usageSql(): string {
  return `SELECT * FROM {{table(${RAW})}}
    WHERE usage_date >= {{date(@start)}} AND usage_date < {{date(@end)}} AND provider = @provider
    ORDER BY usage_date, x_pipeline_id, x_credential_id, billing_account_id, x_source_record_id`
}

/** Rows of one day and account at a time, of rows in that order. */
async function* daysOf(batches: AsyncIterable<readonly Row[]>): AsyncGenerator<Row[]> {
  let held: Row[] = []
  let key: string | undefined
  for await (const batch of batches) {
    for (const row of batch) {
      const own = ['usage_date', 'x_pipeline_id', 'x_credential_id', 'billing_account_id']
        .map((column) => String(row[column]))
        .join('|')
      if (own !== key && held.length > 0) {
        yield held
        held = []
      }
      key = own
      held.push(row)
    }
  }
  if (held.length > 0) yield held
}
