import { addDays, type DayRange } from '@cloudact/core/day'
import { parseDecimal } from '@cloudact/core/decimal'
import { AppError } from '@cloudact/core/errors'
import { JsonDecimal } from '@cloudact/engine/json-source'
import { z } from 'zod'
import type { CostBatch, VendorCost } from '../payg-adapter.ts'
import { anthropicBuckets } from './buckets.ts'
import type { AnthropicAdmin } from './client.ts'
import { lineMeaning } from './cost-line.ts'

const PATH = '/v1/organizations/cost_report'
const MAX_DAY_BUCKETS = 31
/** With the day after them they still fit one page. */
const DAYS_PER_BATCH = 30
/** The report's amounts are in the lowest unit of the currency: cents of a dollar. */
const DOLLARS_PER_CENT = '0.01'

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? null)

const Result = z.object({
  /** "123.45" is 1.2345 dollars. */
  amount: JsonDecimal,
  currency: z.literal('USD'),
  cost_type: text,
  description: text,
  model: text,
  service_tier: text,
  context_window: text,
  token_type: text,
  inference_geo: text,
  workspace_id: text,
})

/** What Anthropic billed per UTC day, workspace and line, a month of days at a time. In dollars. */
export async function* readCosts(api: AnthropicAdmin, range: DayRange): AsyncIterable<CostBatch> {
  for (let start = range.start; start < range.end; start = addDays(start, DAYS_PER_BATCH)) {
    const end = addDays(start, DAYS_PER_BATCH)
    const batch = { start, end: end < range.end ? end : range.end }
    yield { range: batch, costs: await readBatch(api, batch) }
  }
}

async function readBatch(api: AnthropicAdmin, range: DayRange): Promise<VendorCost[]> {
  const costs: VendorCost[] = []
  const buckets = anthropicBuckets('cost', (page) =>
    api.get(PATH, {
      starting_at: `${range.start}T00:00:00Z`,
      // As for usage: the day after the last one settles whether a bucket that ends here is given.
      ending_at: `${addDays(range.end, 1)}T00:00:00Z`,
      bucket_width: '1d',
      limit: MAX_DAY_BUCKETS,
      group_by: ['workspace_id', 'description'],
      page,
    }),
  )
  for await (const { starting_at: start, results } of buckets) {
    const day = start.slice(0, 10)
    if (day >= range.end) continue
    for (const value of results) costs.push(vendorCost(day, value))
  }
  return costs
}

function vendorCost(day: string, value: unknown): VendorCost {
  const parsed = Result.safeParse(value)
  if (!parsed.success) {
    throw new AppError(
      'provider_unavailable',
      `Anthropic's costs do not make sense: ${z.prettifyError(parsed.error)}. Nothing was stored.`,
    )
  }
  const result = parsed.data
  return {
    day,
    projectId: result.workspace_id,
    // The report has no dimension for keys.
    apiKeyId: null,
    lineItem: result.description,
    meaning: lineMeaning({
      costType: result.cost_type,
      description: result.description,
      model: result.model,
      serviceTier: result.service_tier,
      contextWindow: result.context_window,
      tokenType: result.token_type,
      inferenceGeo: result.inference_geo,
    }),
    amount: parseDecimal(result.amount).times(DOLLARS_PER_CENT).toFixed(),
    currency: result.currency,
    quantity: null,
    quantityUnit: null,
  }
}
