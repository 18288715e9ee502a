import { AppError } from '@cloudact/core/errors'
import { defineProcessor, type ProcessorContext } from '@cloudact/engine/processor'
import { z } from 'zod'
import { billSlices, sliceParameters, type BillSlice } from './bill-slices.ts'
import { collectRows } from './collect-rows.ts'
import { compareTotals, type Totals } from './compare-totals.ts'

/**
 * Proves a converted month: every source line has one disposition, and BilledCost by invoice and line item group equals
 * the bill to the last decimal. Fails listing what differs. The difference of list costs (AWS rounds them) is recorded.
 */
export default defineProcessor({
  summary:
    'Compares converted AWS bills with their source: lines, and billed cost by invoice and line item group.',
  config: z.strictObject({}),
  async run(context) {
    const output: Record<string, unknown> = {}
    let rows = 0
    for (const slice of await billSlices(context)) {
      context.signal.throwIfAborted()
      const { lines, listDifferences } = await reconcile(context, slice)
      rows += lines
      output[`${slice.raw.accountId}/${slice.raw.period}`] = { lines, list_cost_difference: listDifferences }
    }
    return { rows, output: { periods: output } }
  },
})

async function reconcile(context: ProcessorContext, slice: BillSlice) {
  const { raw } = slice
  const [source, converted] = [await sourceTotals(context, slice), await convertedTotals(context, slice)]
  const lines = source.reduce((sum, { lines: each }) => sum + each, 0)
  const result = compareTotals(source, converted)
  const faults =
    lines === raw.rows
      ? result.faults
      : [`the ledger accounts for ${lines} of ${raw.rows} lines`, ...result.faults]
  if (faults.length > 0) {
    throw new AppError(
      'invalid_input',
      `The converted AWS bill of ${raw.accountId} for ${raw.period} does not equal its source: ${faults.slice(0, 10).join('; ')}.`,
      { public: { period: raw.period, differences: faults } },
    )
  }
  for (const [currency, difference] of Object.entries(result.listDifferences)) {
    if (!result.listWithinTolerance(currency)) {
      context.finding({
        code: 'list_cost_difference',
        severity: 'warning',
        message: `List cost of the AWS bill for ${raw.period} differs from price × quantity by ${difference} ${currency}.`,
        detail: { period: raw.period, currency, difference },
      })
    }
  }
  return { lines, listDifferences: result.listDifferences }
}

async function sourceTotals(context: ProcessorContext, slice: BillSlice): Promise<Totals[]> {
  const rows = await collectRows(context, {
    sql: `SELECT invoice_id, currency, line_item_group, {{sum(source_billed_cost)}} AS billed,
        {{sum(source_list_cost)}} AS list, {{cast({{sum(source_lines)}}, int64)}} AS lines, {{cast({{sum(focus_rows)}}, int64)}} AS focus_rows
      FROM {{table(cloud_conversion_ledger)}}
      WHERE x_credential_id = @credential_id AND source_table = @source_table AND billing_period_start = {{date(@period_start)}}
        AND x_cloud_account_id = @account_id AND disposition IS NOT NULL
      GROUP BY invoice_id, currency, line_item_group`,
    parameters: { ...sliceParameters(slice), source_table: slice.conversion.table },
  })
  return rows.map((row) => ({
    invoice: row['invoice_id'] === null ? null : String(row['invoice_id']),
    currency: String(row['currency']),
    group: String(row['line_item_group']),
    billed: String(row['billed']),
    list: String(row['list']),
    lines: Number(row['lines']),
    rows: Number(row['focus_rows']),
  }))
}

/** Rows without a source line are remainders of pairs: they count as money, not as lines. */
async function convertedTotals(context: ProcessorContext, slice: BillSlice): Promise<Totals[]> {
  const rows = await collectRows(context, {
    sql: `SELECT InvoiceId AS invoice_id, BillingCurrency AS currency, x_amortization_class AS line_item_group,
        {{sum(BilledCost)}} AS billed, {{sum(CASE WHEN x_source_record_id IS NOT NULL THEN ListCost ELSE {{decimal('0')}} END)}} AS list,
        COUNT(x_source_record_id) AS focus_rows
      FROM {{table(cost_data_standard_1_3)}}
      WHERE x_credential_id = @credential_id AND x_cloud_account_id = @account_id AND x_source_system = @source_table
        AND BillingPeriodStart = {{timestamp({{date(@period_start)}})}}
      GROUP BY InvoiceId, BillingCurrency, x_amortization_class`,
    parameters: { ...sliceParameters(slice), source_table: slice.conversion.table },
  })
  return rows.map((row) => ({
    invoice: row['invoice_id'] === null ? null : String(row['invoice_id']),
    currency: String(row['currency']),
    group: String(row['line_item_group']),
    billed: String(row['billed']),
    list: String(row['list']),
    lines: 0,
    rows: Number(row['focus_rows']),
  }))
}
