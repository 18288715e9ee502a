import { addDays, addMonths, type DayRange, monthStart } from '@cloudact/core/day'
import type { ProcessorContext } from '@cloudact/engine/processor'
import type { AccountDay } from './payg-run.ts'
import { billingStatus } from './periods.ts'

/** Months that can be provisional whatever the registry says. */
const MOST_MONTHS = 13

/**
 * Days of open and provisional months whose FOCUS usage rows are of another length than the organization's time zone
 * asks for: by the hour, or by the UTC day. Usage priced by the hour of the day is always by the hour. They were written before the zone changed. Costs whose hours were never kept
 * stay by the day.
 */
export async function daysToRecount(
  context: ProcessorContext,
  {
    hourly,
    finalRule,
    credentialId,
  }: {
    readonly hourly: boolean
    readonly finalRule: string
    readonly credentialId: string | undefined
  },
): Promise<AccountDay[]> {
  const written = await context.slices('cost_data_standard_1_3')
  if (!written.some((slice) => slice.pipelineId === context.run.pipelineId)) return []
  const range = changeableDays(context.run.startedAt, finalRule)
  const days: AccountDay[] = []
  const batches = context.query({
    sql: `SELECT DISTINCT {{cast({{day(focus.ChargePeriodStart)}}, string)}} AS day, focus.x_credential_id, focus.BillingAccountId
      FROM {{table(cost_data_standard_1_3)}} AS focus
      WHERE focus.x_pipeline_id = @pipeline_id AND focus.ChargeCategory = 'Usage'
        AND (@any_credential = TRUE OR focus.x_credential_id = @credential_id)
        AND focus.ChargePeriodStart >= {{timestamp(@start)}} AND focus.ChargePeriodStart < {{timestamp(@end)}}
        AND {{hourly(focus.ChargePeriodStart, focus.ChargePeriodEnd)}} <> @hourly
        AND (@hourly = TRUE OR NOT EXISTS (
          SELECT 1 FROM {{table(genai_payg_costs_daily)}} AS cost
          WHERE cost.time_window IS NOT NULL AND cost.x_source_record_id = focus.x_source_record_id
            AND cost.cost_date = {{day(focus.ChargePeriodStart)}} AND cost.x_pipeline_id = focus.x_pipeline_id
            AND cost.x_credential_id = focus.x_credential_id AND cost.billing_account_id = focus.BillingAccountId))
        AND (@hourly = FALSE OR EXISTS (
          SELECT 1 FROM {{table(genai_payg_costs_daily)}} AS cost
          WHERE cost.hourly_quantities IS NOT NULL AND cost.cost_date = {{day(focus.ChargePeriodStart)}}
            AND cost.x_pipeline_id = focus.x_pipeline_id AND cost.x_credential_id = focus.x_credential_id
            AND cost.billing_account_id = focus.BillingAccountId))
      ORDER BY day, x_credential_id, BillingAccountId`,
    parameters: {
      pipeline_id: context.run.pipelineId,
      any_credential: credentialId === undefined,
      credential_id: credentialId ?? '',
      hourly,
      ...range,
    },
    range,
  })
  for await (const batch of batches) {
    for (const row of batch) {
      days.push({
        day: String(row['day']),
        credentialId: String(row['x_credential_id']),
        accountId: String(row['BillingAccountId']),
      })
    }
  }
  return days
}

/** From the first month the vendor may still change to the day of the run. */
function changeableDays(startedAt: string, finalRule: string): DayRange {
  const today = startedAt.slice(0, 10)
  let start = monthStart(today)
  for (let month = 1; month < MOST_MONTHS; month += 1) {
    const earlier = addMonths(start, -1)
    if (billingStatus(earlier, startedAt, finalRule) === 'final') break
    start = earlier
  }
  return { start, end: addDays(today, 1) }
}
