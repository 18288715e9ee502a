import { findProvider } from '@cloudact/catalog/find-provider'
import type { OrgSlug } from '@cloudact/core/org-slug'
import { AppError } from '@cloudact/core/errors'
import type { Row } from '@cloudact/core/ports/warehouse'
import { z } from 'zod'
import type { ApiContext } from '../../context.ts'
import { Money } from '../costs/cost-answer.ts'
import { countOf, moneyCell, textOf, textOrNull } from '../costs/cost-cells.ts'
import { Flag } from '../costs/cost-query.ts'
import { onlyUsed, queryRows } from '../costs/read-costs.ts'
import { sqlFile } from '../costs/sql-files.ts'

export const PricingQuery = z.strictObject({
  provider: z.string().max(100).optional().describe('Registry key or another spelling: anthropic, CLAUDE.'),
  include_inactive: Flag.default(false),
  limit: z.coerce.number().int().min(1).max(10_000).default(1_000),
  offset: z.coerce.number().int().min(0).max(100_000_000).default(0),
})
export type PricingQuery = z.output<typeof PricingQuery>

const Price = Money.nullable().describe(
  'Per million tokens, standard tier, ordinary prompts. Null: not known.',
)

export const PaygPricing = z.object({
  org_slug: z.string(),
  provider: z.string(),
  model: z.string().describe('As the price list names it; a suffix [-date] stands for dated snapshots.'),
  model_family: z.string().nullable(),
  model_version: z.string().nullable(),
  region: z.string(),
  currency: z.string(),
  input_per_1m: Price,
  output_per_1m: Price,
  cached_input_per_1m: Price,
  cached_write_per_1m: Price,
  batch_input_per_1m: Price,
  batch_output_per_1m: Price,
  cached_discount_pct: z.string().nullable(),
  batch_discount_pct: z.string().nullable(),
  effective_from: z.string().nullable(),
  effective_to: z.string().nullable(),
  status: z.string().nullable(),
  is_override: z.boolean().describe('Whether the organization has an override of any of these prices.'),
  override_input_per_1m: Money.nullable().describe('Paid instead of input_per_1m.'),
  override_output_per_1m: Money.nullable().describe('Paid instead of output_per_1m.'),
  override_effective_from: z.string().nullable(),
  override_notes: z.string().nullable(),
  prices: z
    .array(
      z.object({
        price_id: z.string(),
        meter: z.string(),
        service_tier: z.string(),
        context_band: z.string(),
        min_tokens: z.number().int().nullable(),
        time_window: z.string().nullable(),
        unit: z.string(),
        price: Money,
        override_price: Money.nullable().default(null).describe('Paid instead.'),
        effective_from: z.string().nullable(),
        effective_to: z.string().nullable(),
        source: z.string(),
        checked_on: z.string(),
      }),
    )
    .describe('Every price in force of the model and region, with who says so and the day it was checked.'),
})

type PricingPage = { readonly payg: z.input<typeof PaygPricing>[]; readonly total: number }

/**
 * One page of the published price list of an organization, and how many rows match. Throws `not_found` for a provider
 * the registry does not have.
 */
export async function readPricing(
  context: ApiContext,
  org: OrgSlug,
  query: PricingQuery,
  signal: AbortSignal,
): Promise<PricingPage> {
  const { provider, limit, offset } = query
  const key = provider === undefined ? '' : findProvider(context.catalogFor(org), provider)?.key
  if (key === undefined) throw new AppError('not_found', `There is no provider "${String(provider)}".`)
  const parameters = {
    any_provider: key === '',
    provider: key,
    include_inactive: query.include_inactive,
    limit,
    offset,
  }
  const ask = (name: string) => {
    const sql = sqlFile(name)
    return queryRows(context, org, { sql, parameters: onlyUsed(sql, parameters) }, signal)
  }
  const [rows, totals] = [await ask('pricing'), await ask('pricing-total')]
  return {
    payg: rows.map((row) => pricing(org, row)),
    total: totals.reduce((sum, row) => sum + countOf(row, 'row_count'), 0),
  }
}

function pricing(org: OrgSlug, row: Row): z.input<typeof PaygPricing> {
  return {
    org_slug: org,
    provider: textOf(row, 'provider'),
    model: textOf(row, 'model'),
    model_family: textOrNull(row, 'model_family'),
    model_version: textOrNull(row, 'model_version'),
    region: textOf(row, 'region'),
    currency: textOf(row, 'currency'),
    input_per_1m: moneyCell(row['input_per_1m']),
    output_per_1m: moneyCell(row['output_per_1m']),
    cached_input_per_1m: moneyCell(row['cached_input_per_1m']),
    cached_write_per_1m: moneyCell(row['cached_write_per_1m']),
    batch_input_per_1m: moneyCell(row['batch_input_per_1m']),
    batch_output_per_1m: moneyCell(row['batch_output_per_1m']),
    cached_discount_pct: moneyCell(row['cached_discount_pct']),
    batch_discount_pct: moneyCell(row['batch_discount_pct']),
    effective_from: textOrNull(row, 'effective_from'),
    effective_to: textOrNull(row, 'effective_to'),
    status: textOrNull(row, 'status'),
    is_override: row['is_override'] === true,
    override_input_per_1m: moneyCell(row['override_input_per_1m']),
    override_output_per_1m: moneyCell(row['override_output_per_1m']),
    override_effective_from: textOrNull(row, 'override_effective_from'),
    override_notes: textOrNull(row, 'override_notes'),
    prices: PaygPricing.shape.prices.parse(JSON.parse(textOrNull(row, 'prices') ?? '[]')),
  }
}
