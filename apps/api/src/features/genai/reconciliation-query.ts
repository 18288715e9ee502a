import type { Catalog } from '@cloudact/catalog/catalog'
import { findProvider } from '@cloudact/catalog/find-provider'
import type { DayRange } from '@cloudact/core/day'
import type { SqlParameters } from '@cloudact/core/ports/warehouse'
import { z } from 'zod'
import { Flag, List, rangeShape } from '../costs/cost-query.ts'

/** Constants of the statement: what a request may order by. */
export const ORDERS = {
  date: 'cost_date DESC',
  amount: 'ABS(reason_amount) DESC',
} as const

/** Which keys count. */
export const reconciliationShape = {
  ...rangeShape,
  providers: List.optional().describe('Registry keys, separated by commas: openai, anthropic.'),
  project_ids: List.optional().describe("The vendor's ids of projects or workspaces."),
  models: List.optional(),
  gap_reasons: List.optional().describe('unpriced_usage, no_usage_record, rounding, …'),
  only_gaps: Flag.default(false).describe('Leaves out keys where billed and priced agree.'),
  only_settled: Flag.default(false).describe("Leaves out days the vendor's figures may still change."),
} as const

export const ReconciliationQuery = z.strictObject({
  ...reconciliationShape,
  sort: z.enum(['date', 'amount']).default('date').describe('amount: the largest part of a gap first.'),
  limit: z.coerce.number().int().min(1).max(10_000).default(1_000),
  offset: z.coerce.number().int().min(0).max(100_000_000).default(0),
})
export type ReconciliationFilter = z.output<z.ZodObject<typeof reconciliationShape>>

/** Other spellings of a provider mean its registry key; a name nobody knows matches nothing. */
export function reconciliationParameters(
  query: ReconciliationFilter,
  range: DayRange,
  catalog: Catalog,
): SqlParameters {
  const list = (name: string, any: string, values: readonly string[] = []) => ({
    [any]: values.length === 0,
    [name]: values,
  })
  return {
    ...range,
    ...list(
      'providers',
      'any_provider',
      query.providers?.map((text) => findProvider(catalog, text)?.key ?? text),
    ),
    ...list('projects', 'any_project', query.project_ids),
    ...list('models', 'any_model', query.models),
    ...list('reasons', 'any_reason', query.gap_reasons),
    only_gaps: query.only_gaps,
    only_settled: query.only_settled,
  }
}
