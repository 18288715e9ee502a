import { formatDay } from '@cloudact/core/day'
import { z } from 'zod'
import { route } from '../../../context.ts'
import { Money } from '../../costs/cost-answer.ts'
import { countOf, moneyCell, textOf, textOrNull } from '../../costs/cost-cells.ts'
import { rangeOf } from '../../costs/cost-query.ts'
import { onlyUsed, queryRows } from '../../costs/read-costs.ts'
import { sqlFile } from '../../costs/sql-files.ts'
import { OrgParams } from '../../shapes.ts'
import { requirePayg } from '../prices/require-payg.ts'
import { hierarchyOf, hierarchyShape, recordParameters, RecordQuery } from './record-query.ts'

const Count = z.number().int().nullable()

const UsageRecord = z
  .object({
    usage_date: z.string().meta({ format: 'date' }).describe("The vendor's UTC day."),
    cost_type: z.literal('payg'),
    provider: z.string(),
    model: z.string().nullable(),
    region: z.string().nullable(),
    input_tokens: Count.describe('As the vendor reports it; some count cached tokens in.'),
    output_tokens: Count,
    total_tokens: Count,
    request_count: Count,
    unit_quantity: Money.nullable().describe('Of what is not counted in tokens.'),
    unit: z.string().nullable(),
    ...hierarchyShape,
  })
  .meta({ id: 'GenaiUsageRecord' })

export const listGenaiUsage = route({
  method: 'GET',
  path: '/api/v1/genai/{org_slug}/usage',
  operationId: 'listGenaiUsage',
  tag: 'GenAI',
  summary: 'Usage records as they were read, oldest first',
  auth: { kind: 'scope', scope: 'costs:read' },
  params: OrgParams,
  query: RecordQuery,
  output: z.array(UsageRecord),
  handler: async ({ org, query, signal }, context) => {
    requirePayg(query.flow)
    const range = rangeOf(query, formatDay(context.clock.now()))
    const sql = sqlFile('genai-usage')
    const parameters = onlyUsed(sql, recordParameters(query, range, context.catalogFor(org)))
    const rows = await queryRows(context, org, { sql, parameters, range }, signal)
    const count = (row: (typeof rows)[number], column: string) =>
      row[column] === null || row[column] === undefined ? null : countOf(row, column)
    return rows.map((row) => ({
      usage_date: textOf(row, 'usage_date'),
      cost_type: 'payg' as const,
      provider: textOf(row, 'provider'),
      model: textOrNull(row, 'model'),
      region: textOrNull(row, 'region'),
      input_tokens: count(row, 'input_tokens'),
      output_tokens: count(row, 'output_tokens'),
      total_tokens: count(row, 'total_tokens'),
      request_count: count(row, 'request_count'),
      unit_quantity: moneyCell(row['unit_quantity']),
      unit: textOrNull(row, 'unit'),
      ...hierarchyOf(row),
    }))
  },
})
