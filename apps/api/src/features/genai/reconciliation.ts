import type { Row } from '@cloudact/core/ports/warehouse'
import { UTC } from '@cloudact/core/time-zone'
import { formatDay } from '@cloudact/core/day'
import { z } from 'zod'
import { route } from '../../context.ts'
import { Money } from '../costs/cost-answer.ts'
import { countOf, moneyCell, textOf, textOrNull } from '../costs/cost-cells.ts'
import { rangeOf } from '../costs/cost-query.ts'
import { onlyUsed, queryRows, readConsistently, readCosts } from '../costs/read-costs.ts'
import { sqlFile } from '../costs/sql-files.ts'
import { OrgParams } from '../shapes.ts'
import { ORDERS, reconciliationParameters, ReconciliationQuery } from './reconciliation-query.ts'

const ReconciliationRow = z.object({
  cost_date: z.string().meta({ format: 'date' }).describe("The vendor's UTC day."),
  provider: z.string(),
  billing_account_id: z.string(),
  project_id: z.string().nullable(),
  project_name: z.string().nullable(),
  gap_key: z.string().describe('What was compared: project, then model, meter and tier, or the line.'),
  line_item: z.string().nullable().describe('As the vendor spells it.'),
  model: z.string().nullable(),
  service_tier: z.string().nullable(),
  currency: z.string(),
  vendor_cost: Money.describe('Billed by the vendor for the key.'),
  priced_cost: Money.describe('Usage of the key times its prices.'),
  gap: Money.describe('vendor_cost − priced_cost of the key.'),
  gap_reason: z.string().nullable().describe('Null when there is no gap.'),
  reason_amount: Money.describe(
    'Part of the gap this reason explains; the parts of a key add up to its gap.',
  ),
  settled: z.boolean(),
})

/** The three numbers of every reconciliation key, one row per reason. */
export const getReconciliation = route({
  method: 'GET',
  path: '/api/v1/genai/{org_slug}/reconciliation',
  operationId: 'getGenaiReconciliation',
  tag: 'GenAI',
  summary: 'Billed, priced and the gap with its reasons, by day, project, model and line item',
  auth: { kind: 'scope', scope: 'costs:read' },
  params: OrgParams,
  query: ReconciliationQuery,
  output: z.object({
    rows: z.array(ReconciliationRow),
    totals: z
      .array(
        z.object({
          currency: z.string(),
          vendor_cost: Money,
          priced_cost: Money,
          gap: Money,
          key_count: z.number().int(),
        }),
      )
      .describe('Of everything that matches, not of this page; one entry per currency.'),
    reasons: z
      .array(
        z.object({
          currency: z.string(),
          gap_reason: z.string(),
          amount: Money,
          row_count: z.number().int(),
        }),
      )
      .describe('Of everything that matches: the amounts of a currency add up to its gap.'),
    total: z.number().int(),
    limit: z.number().int(),
    offset: z.number().int(),
    choices: z
      .object({
        providers: z.array(z.string()),
        projects: z.array(z.object({ project_id: z.string(), project_name: z.string().nullable() })),
        models: z.array(z.string()),
        gap_reasons: z.array(z.string()),
      })
      .describe('Values that occur in the range, whatever the filters, to choose filters from.'),
    date_range: z.object({ start: z.string(), end: z.string(), time_zone: z.literal(UTC) }),
  }),
  handler: async ({ org, query, signal }, context) => {
    const range = rangeOf(query, formatDay(context.clock.now()))
    const parameters = reconciliationParameters(query, range, context.catalogFor(org))
    const { limit, offset } = query
    return readConsistently(context, org, async () => {
      const ask = (statement: string) =>
        readCosts(context, org, { statement, parameters, range, timeZone: UTC })
      const [totals, reasons, choices] = await Promise.all([
        ask('reconciliation-totals'),
        ask('reconciliation-reasons'),
        ask('reconciliation-choices'),
      ])
      const sql = sqlFile('reconciliation', { order: ORDERS[query.sort] })
      const page = { sql, parameters: onlyUsed(sql, { ...parameters, limit, offset }), range, timeZone: UTC }
      const rows = await queryRows(context, org, page, signal)
      return {
        rows: rows.map((row) => ({
          cost_date: textOf(row, 'cost_date'),
          provider: textOf(row, 'provider'),
          billing_account_id: textOf(row, 'billing_account_id'),
          project_id: textOrNull(row, 'project_id'),
          project_name: textOrNull(row, 'project_name'),
          gap_key: textOf(row, 'gap_key'),
          line_item: textOrNull(row, 'line_item'),
          model: textOrNull(row, 'model'),
          service_tier: textOrNull(row, 'service_tier'),
          currency: textOf(row, 'currency'),
          vendor_cost: moneyCell(row['vendor_cost']) ?? '0',
          priced_cost: moneyCell(row['priced_cost']) ?? '0',
          gap: moneyCell(row['gap']) ?? '0',
          gap_reason: textOrNull(row, 'gap_reason'),
          reason_amount: moneyCell(row['reason_amount']) ?? '0',
          settled: row['settled'] === true,
        })),
        totals: totals.rows.map((row) => ({
          currency: textOf(row, 'currency'),
          vendor_cost: moneyCell(row['vendor_cost']) ?? '0',
          priced_cost: moneyCell(row['priced_cost']) ?? '0',
          gap: moneyCell(row['gap']) ?? '0',
          key_count: countOf(row, 'key_count'),
        })),
        reasons: reasons.rows
          .filter((row) => row['gap_reason'] !== null)
          .map((row) => ({
            currency: textOf(row, 'currency'),
            gap_reason: textOf(row, 'gap_reason'),
            amount: moneyCell(row['amount']) ?? '0',
            row_count: countOf(row, 'row_count'),
          })),
        total: reasons.rows.reduce((sum, row) => sum + countOf(row, 'row_count'), 0),
        limit,
        offset,
        choices: choicesOf(choices.rows),
        date_range: { ...range, time_zone: UTC },
      }
    })
  },
})

function choicesOf(rows: readonly Row[]) {
  const values = (column: string) =>
    [...new Set(rows.flatMap((row) => textOrNull(row, column) ?? []))].toSorted()
  // A project may have had no name on some days.
  const names = new Map(rows.map((row) => [textOrNull(row, 'project_id'), null as string | null]))
  for (const row of rows) {
    const name = textOrNull(row, 'project_name')
    if (name !== null) names.set(textOrNull(row, 'project_id'), name)
  }
  return {
    providers: values('provider'),
    projects: values('project_id').map((id) => ({ project_id: id, project_name: names.get(id) ?? null })),
    models: values('model'),
    gap_reasons: values('gap_reason'),
  }
}
