import type { Row } from '@cloudact/core/ports/warehouse'
import type { ProcessorContext } from '@cloudact/engine/processor'
import type { MonthSlice } from './delivery-state.ts'
import { listed, type MatchedHeader } from './match-header.ts'
import { monthOf, RAW_TABLE_OF } from './raw-tables.ts'

const OF_THE_MONTH =
  'x_credential_id = @credential_id AND x_cloud_account_id = @account_id AND x_pipeline_run_date = {{date(@period)}}'

/** Columns Azure delivers and nobody here knows: nothing is read from them, so somebody should look. */
export function reportUnknownColumns(
  context: ProcessorContext,
  headers: readonly MatchedHeader[],
  month: string,
): void {
  const unknown = [...new Set(headers.flatMap((header) => header.unknown))]
  if (unknown.length === 0) return
  context.finding({
    code: 'unknown_export_columns',
    severity: 'warning',
    message: `The Azure export for ${month} has columns this installation does not know and does not read: ${listed(unknown)}.`,
    table: RAW_TABLE_OF.actual,
    detail: { period: month, columns: unknown },
  })
}

/** What a person should know about a month that was loaded: units nobody knows, and what the pair of exports leaves open. */
export async function reportDoubts(
  context: ProcessorContext,
  slice: MonthSlice,
  hasAmortized: boolean,
): Promise<void> {
  await reportUnknownUnits(context, slice)
  if (hasAmortized) await reportDisagreement(context, slice)
  else await reportMissingAmortized(context, slice)
}

async function reportUnknownUnits(context: ProcessorContext, slice: MonthSlice): Promise<void> {
  const rows = await query(
    context,
    slice,
    `SELECT DISTINCT raw.unit_of_measure AS unit FROM {{table(${RAW_TABLE_OF.actual})}} AS raw
      LEFT JOIN {{table(cloud_azure_unit_reference)}} AS known ON known.code = TRIM(raw.unit_of_measure)
      WHERE ${OF_THE_MONTH.replaceAll('x_', 'raw.x_')} AND raw.unit_of_measure IS NOT NULL AND known.code IS NULL
      ORDER BY unit`,
  )
  if (rows.length === 0) return
  const units = rows.map(({ unit }) => String(unit))
  context.finding({
    code: 'unknown_unit_of_measure',
    severity: 'warning',
    message: `The Azure export for ${monthOf(slice.period)} has units of measure this installation does not know: ${listed(units)}. They are kept as they are.`,
    table: RAW_TABLE_OF.actual,
    detail: { period: monthOf(slice.period), units },
  })
}

/** Without the amortized export nobody knows what covered usage is worth: it gets no row, and that is said. */
async function reportMissingAmortized(context: ProcessorContext, slice: MonthSlice): Promise<void> {
  const rows = await query(
    context,
    slice,
    `SELECT billing_currency AS currency, COUNT(*) AS charges, {{sum(cost_in_billing_currency)}} AS fees
      FROM {{table(${RAW_TABLE_OF.actual})}}
      WHERE ${OF_THE_MONTH}
        AND (LOWER(REPLACE(pricing_model, ' ', '')) IN ('reservation', 'savingsplan') OR reservation_id IS NOT NULL OR benefit_id IS NOT NULL)
      GROUP BY billing_currency`,
  )
  for (const { currency, charges, fees } of rows) {
    context.finding({
      code: 'amortized_export_missing',
      severity: 'warning',
      message:
        `${monthOf(slice.period)} has ${charges} lines of reservations and savings plans (fees ${fees} ${currency}) and no amortized ` +
        'export: billed cost is complete, effective cost lacks what they are worth. Create the export "Cost and usage details (amortized)" beside the actual one.',
      table: RAW_TABLE_OF.amortized,
      detail: { period: monthOf(slice.period), currency, charges, fees },
    })
  }
}

/**
 * Both exports state every charge that no commitment covers. Run at different hours of a running month they differ; the
 * actual one counts. Of a month that is over they must agree, which the conversion's check asks.
 */
async function reportDisagreement(context: ProcessorContext, slice: MonthSlice): Promise<void> {
  const uncovered = `LOWER(charge_type) NOT LIKE 'unused%' AND COALESCE(LOWER(REPLACE(pricing_model, ' ', '')), '') NOT IN ('reservation', 'savingsplan')`
  const rows = await query(
    context,
    slice,
    `SELECT currency, {{sum(actual)}} AS actual, {{sum(amortized)}} AS amortized FROM (
        SELECT billing_currency AS currency, cost_in_billing_currency AS actual, {{decimal('0')}} AS amortized
        FROM {{table(${RAW_TABLE_OF.actual})}} WHERE ${OF_THE_MONTH} AND ${uncovered}
        UNION ALL
        SELECT billing_currency AS currency, {{decimal('0')}} AS actual, cost_in_billing_currency AS amortized
        FROM {{table(${RAW_TABLE_OF.amortized})}} WHERE ${OF_THE_MONTH} AND ${uncovered}
      ) AS both_exports
      GROUP BY currency HAVING {{sum(both_exports.actual)}} <> {{sum(both_exports.amortized)}}`,
  )
  for (const { currency, actual, amortized } of rows) {
    context.finding({
      code: 'exports_disagree',
      severity: 'warning',
      message: `The two Azure exports for ${monthOf(slice.period)} state ${actual} and ${amortized} ${currency} for the same uncovered charges; the actual one counts.`,
      table: RAW_TABLE_OF.amortized,
      detail: { period: monthOf(slice.period), currency, actual, amortized },
    })
  }
}

async function query(context: ProcessorContext, slice: MonthSlice, sql: string): Promise<Row[]> {
  const rows: Row[] = []
  const parameters = {
    credential_id: slice.credentialId,
    account_id: slice.accountId,
    period: slice.period,
  }
  for await (const batch of context.query({ sql, parameters })) rows.push(...batch)
  return rows
}
