import { AppError } from '@cloudact/core/errors'
import { addMonths } from '@cloudact/core/day'
import { defineProcessor, type ProcessorContext } from '@cloudact/engine/processor'
import { z } from 'zod'
import { billSlices, sliceParameters, type BillSlice } from './bill-slices.ts'
import { collectRows } from './collect-rows.ts'

const MOST_LISTED = 20

/**
 * Makes sure the conversion knows what to do with every line of a bill before anything is converted. Fails listing the
 * lines it does not know, so that what was converted earlier stays.
 */
export default defineProcessor({
  summary: 'Fails when a line of an AWS bill has no disposition, before anything is converted.',
  config: z.strictObject({}),
  async run(context) {
    let lines = 0
    for (const slice of await billSlices(context)) {
      context.signal.throwIfAborted()
      lines += await accountFor(context, slice)
    }
    return { rows: lines }
  },
})

async function accountFor(context: ProcessorContext, slice: BillSlice): Promise<number> {
  const procedure = context.catalog.procedures.get(slice.conversion.ledger)
  const sql = procedure?.selects[0]
  if (!sql)
    throw new AppError(
      'config_invalid',
      `Procedure "${slice.conversion.ledger}" is missing in configs/procedures/cloud.`,
    )
  const parameters = sliceParameters(slice)
  const range = { start: parameters.period_start, end: addMonths(parameters.period_start, 1) }
  const ledger = await collectRows(context, { sql, parameters, range })
  const unknown = ledger.filter((row) => row['disposition'] === null)
  if (unknown.length > 0) {
    throw new AppError(
      'invalid_input',
      `${unknown.reduce((sum, row) => sum + Number(row['source_lines']), 0)} lines of the AWS bill for ${slice.raw.period} cannot be ` +
        `converted: ${unknown.map((row) => `${row['source_lines']} × ${row['line_item_type']}`).join(', ')}. Either the type is new or the ` +
        'line lacks its commitment columns. Nothing was converted; the month is as it was.',
      {
        public: {
          period: slice.raw.period,
          lines: await offenders(
            context,
            slice,
            unknown.map((row) => String(row['line_item_type'])),
          ),
        },
      },
    )
  }
  return ledger.reduce((sum, row) => sum + Number(row['source_lines']), 0)
}

/** The first lines of the unknown kinds, as a person finds them in the report. */
async function offenders(context: ProcessorContext, slice: BillSlice, types: readonly string[]) {
  if (slice.conversion.table !== 'cloud_aws_billing_raw_daily') return []
  return collectRows(context, {
    sql: `SELECT x_source_record_id, time_interval, line_item_type, product_code, line_item_description,
        {{cast(COALESCE(net_unblended_cost, unblended_cost), string)}} AS billed, currency
      FROM {{table(cloud_aws_billing_raw_daily)}}
      WHERE x_credential_id = @credential_id AND x_cloud_account_id = @account_id
        AND billing_period_start = {{date(@period_start)}} AND {{in_list(line_item_type, types)}}
      ORDER BY x_source_record_id LIMIT ${MOST_LISTED}`,
    parameters: { ...sliceParameters(slice), types },
  })
}
