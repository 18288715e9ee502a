import { formatDay } from '@cloudact/core/day'
import { type Decimal, toMoneyText } from '@cloudact/core/decimal'
import type { Row } from '@cloudact/core/ports/warehouse'
import { UTC } from '@cloudact/core/time-zone'
import { z } from 'zod'
import { route } from '../../../context.ts'
import { Money } from '../../costs/cost-answer.ts'
import { amountOf, countOf, Sums, textOf } from '../../costs/cost-cells.ts'
import { Flag, rangeOf } from '../../costs/cost-query.ts'
import { readCosts } from '../../costs/read-costs.ts'
import { OrgParams } from '../../shapes.ts'
import { RecordQuery } from './record-query.ts'

const ByName = z.record(z.string(), Money)

/** What usage costs by its prices. USD only where it says so: other currencies stand apart and are never added. */
export const summarizeGenaiCosts = route({
  method: 'GET',
  path: '/api/v1/genai/{org_slug}/costs/summary',
  operationId: 'summarizeGenaiCosts',
  tag: 'GenAI',
  summary: 'What GenAI usage costs by its prices, by flow, provider and model',
  auth: { kind: 'scope', scope: 'costs:read' },
  params: OrgParams,
  query: RecordQuery.pick({ start_date: true, end_date: true }).extend({
    include_models: Flag.default(false),
  }),
  output: z.object({
    org_slug: z.string(),
    period_start: z.string(),
    period_end: z.string().describe('First day after the period.'),
    total_cost_usd: Money,
    by_flow: ByName,
    by_provider: ByName,
    by_model: ByName.nullable(),
    other_currencies: ByName.describe('Costs that are not in USD, by currency.'),
    unpriced_record_count: z
      .number()
      .int()
      .describe('Records without a known price: their cost is in no sum.'),
    record_count: z.number().int(),
  }),
  handler: async ({ org, query }, context) => {
    const range = rangeOf(query, formatDay(context.clock.now()))
    const question = { statement: 'genai-record-summary', parameters: range, range, timeZone: UTC }
    const { rows } = await readCosts(context, org, question)
    const inDollars = rows.filter((row) => row['currency'] === 'USD')
    const total = toMoneyText(sumOf(inDollars))
    const others = rows.filter((row) => row['currency'] !== 'USD' && row['currency'] !== null)
    return {
      org_slug: org,
      period_start: range.start,
      period_end: range.end,
      total_cost_usd: total,
      by_flow: { payg: total },
      by_provider: sumsBy(inDollars, 'provider'),
      by_model: query.include_models ? sumsBy(inDollars, 'model') : null,
      other_currencies: sumsBy(others, 'currency'),
      unpriced_record_count: rows
        .filter((row) => row['currency'] === null)
        .reduce((sum, row) => sum + countOf(row, 'row_count'), 0),
      record_count: rows.reduce((sum, row) => sum + countOf(row, 'row_count'), 0),
    }
  },
})

function sumOf(rows: readonly Row[]): Decimal {
  const sums = new Sums()
  for (const row of rows) sums.add('', amountOf(row, 'cost'))
  return sums.get('')
}

function sumsBy(rows: readonly Row[], column: string): Record<string, string> {
  const sums = new Sums()
  for (const row of rows) sums.add(textOf(row, column), amountOf(row, 'cost'))
  return Object.fromEntries(sums.keys().map((key) => [key, toMoneyText(sums.get(key))]))
}
