import { formatDay } from '@cloudact/core/day'
import { z } from 'zod'
import { route } from '../../../context.ts'
import { Money } from '../../costs/cost-answer.ts'
import { moneyCell, textOf, textOrNull } from '../../costs/cost-cells.ts'
import { rangeOf } from '../../costs/cost-query.ts'
import { onlyUsed, queryRows } from '../../costs/read-costs.ts'
import { sqlFile } from '../../costs/sql-files.ts'
import { OrgParams } from '../../shapes.ts'
import { requirePayg } from '../prices/require-payg.ts'
import { hierarchyOf, hierarchyShape, recordParameters, RecordQuery } from './record-query.ts'

const CostRecord = z
  .object({
    cost_date: z.string().meta({ format: 'date' }).describe("The vendor's UTC day."),
    cost_type: z.literal('payg'),
    provider: z.string(),
    model: z.string().nullable(),
    region: z.string().nullable(),
    meter: z.string(),
    currency: z.string().nullable().describe('Null when no price is known.'),
    total_cost: Money.nullable().describe('In that currency; null when no price is known, which is not 0.'),
    input_cost_usd: Money.nullable(),
    output_cost_usd: Money.nullable(),
    total_cost_usd: Money.nullable().describe('Null when the price is unknown or in another currency.'),
    discount_applied_pct: z.string().nullable(),
    price_source: z.string().nullable().describe('catalogue, custom, override or discount.'),
    usage_quantity: Money,
    usage_unit: z.string(),
    ...hierarchyShape,
  })
  .meta({ id: 'GenaiCostRecord' })

export const listGenaiCosts = route({
  method: 'GET',
  path: '/api/v1/genai/{org_slug}/costs',
  operationId: 'listGenaiCosts',
  tag: 'GenAI',
  summary: 'Priced usage by day, project, key, model and meter, oldest first',
  auth: { kind: 'scope', scope: 'costs:read' },
  params: OrgParams,
  query: RecordQuery,
  output: z.array(CostRecord),
  handler: async ({ org, query, signal }, context) => {
    requirePayg(query.flow)
    const range = rangeOf(query, formatDay(context.clock.now()))
    const sql = sqlFile('genai-records')
    const parameters = onlyUsed(sql, recordParameters(query, range, context.catalogFor(org)))
    const rows = await queryRows(context, org, { sql, parameters, range }, signal)
    return rows.map((row) => ({
      cost_date: textOf(row, 'cost_date'),
      cost_type: 'payg' as const,
      provider: textOf(row, 'provider'),
      model: textOrNull(row, 'model'),
      region: textOrNull(row, 'region'),
      meter: textOf(row, 'meter'),
      currency: textOrNull(row, 'currency'),
      total_cost: moneyCell(row['contracted_cost']),
      input_cost_usd: moneyCell(row['input_cost_usd']),
      output_cost_usd: moneyCell(row['output_cost_usd']),
      total_cost_usd: moneyCell(row['total_cost_usd']),
      discount_applied_pct: moneyCell(row['discount_applied_pct']),
      price_source: textOrNull(row, 'price_source'),
      usage_quantity: moneyCell(row['quantity']) ?? '0',
      usage_unit: textOf(row, 'unit'),
      ...hierarchyOf(row),
    }))
  },
})
