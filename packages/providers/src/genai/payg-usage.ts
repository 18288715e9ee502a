import { refuseBeforeHistory, refuseForgotten } from '@cloudact/catalog/history-start'
import { eachDay } from '@cloudact/core/day'
import { AppError } from '@cloudact/core/errors'
import { defineProcessor, type ProcessorContext } from '@cloudact/engine/processor'
import { z } from 'zod'
import { billingAccountId, withdrawDerivedAccount } from './account.ts'
import { loadPaygAdapter, type PaygSource, type RejectedRecord, type VendorCost } from './payg-adapter.ts'
import { integrationSettings, type PaygOutput } from './payg-run.ts'
import { isSettled, rereadRange } from './periods.ts'
import type { UsageFact } from './usage-fact.ts'
import { usageRow, type UsageRowContext } from './usage-row.ts'
import { vendorCostRow } from './vendor-cost-row.ts'

const RAW = 'genai_payg_usage_raw'
const VENDOR_COSTS = 'genai_vendor_costs_daily'
/** Tables with a slice per account and day that this and the following steps write. */
const DAILY_TABLES = [
  RAW,
  VENDOR_COSTS,
  'genai_payg_costs_daily',
  'genai_cost_reconciliation_daily',
  'cost_data_standard_1_3',
]
const DEFAULT_COST_REREAD_DAYS = 5

const config = z.strictObject({
  provider: z.string(),
  /** Days of usage every run reads again; default: the registry's. */
  reread_days: z.number().int().min(0).max(60).optional(),
  /** Days of the vendor's own costs every run reads again. */
  cost_reread_days: z.number().int().min(0).max(60).default(DEFAULT_COST_REREAD_DAYS),
})

/** Reads usage by the hour and the vendor's costs by the day, and replaces the day slices it read completely. */
export default defineProcessor({
  summary: 'Reads usage and billed costs of a GenAI provider',
  config,
  async run(context, options) {
    const registry = context.catalog.providers.get(options.provider)
    if (!registry?.api_base_url) {
      throw new AppError(
        'config_invalid',
        `The registry has no provider "${options.provider}" with an api_base_url.`,
      )
    }
    refuseBeforeHistory(registry, context.run.range, 'start_date')
    const today = context.run.startedAt.slice(0, 10)
    const kept = refuseForgotten(registry, context.run.range, today, 'start_date')
    const adapter = await loadPaygAdapter(options.provider)
    const credential = await context.credential(options.provider)
    if (credential.metadata['billing_mode'] === 'prepaid') reportPrepaid(context)
    const source = await adapter.open(context, credential, registry.api_base_url)
    const projectNames = await source.projectNames()
    const apiKeyNames = (await source.apiKeyNames?.()) ?? new Map<string, string>()
    const wanted = rereadRange(
      context.run.range,
      context.run.startedAt,
      options.reread_days ?? registry.reread_days,
    )
    // Days the vendor has forgotten would replace what was stored with nothing.
    const range = kept !== undefined && kept > wanted.start ? { ...wanted, start: kept } : wanted
    const costRange = rereadRange(context.run.range, context.run.startedAt, options.cost_reread_days)

    let rows = 0
    let account: string | undefined
    for await (const batch of source.usage(range)) {
      const accountId = (account ??= await billingAccountId(context, credential, source.accountId(), RAW))
      const row: UsageRowContext = { provider: options.provider, accountId, projectNames, apiKeyNames }
      const byDay = Map.groupBy(batch.facts, (fact) => fact.hour.slice(0, 10))
      await context.write(
        eachDay(batch.range).map((day) =>
          daySlice(RAW, credential.credentialId, accountId, day, usageRows(byDay.get(day), row)),
        ),
      )
      reportRejected(context, batch.rejected)
      rows += batch.facts.length
      context.progress(`Read usage up to ${batch.range.end}.`, rows)
    }
    const accountId = account ?? (await billingAccountId(context, credential, source.accountId(), RAW))
    rows += await writeCosts(context, source, costRange, {
      provider: options.provider,
      credentialId: credential.credentialId,
      accountId,
      settleHours: registry.settle_hours,
    })
    await source.close?.()
    const read = {
      start: source.costs && costRange.start < range.start ? costRange.start : range.start,
      end: range.end,
    }
    await withdrawDerivedAccount(
      context,
      { credentialId: credential.credentialId, accountId, range: read },
      DAILY_TABLES,
    )
    return {
      rows,
      output: {
        provider: options.provider,
        credential_id: credential.credentialId,
        account_id: accountId,
        ...integrationSettings(credential),
        start_date: read.start,
        end_date: read.end,
      } satisfies PaygOutput,
    }
  },
})

type CostTarget = {
  readonly provider: string
  readonly credentialId: string
  readonly accountId: string
  readonly settleHours: number
}

async function writeCosts(
  context: ProcessorContext,
  source: PaygSource,
  range: { start: string; end: string },
  { provider, credentialId, accountId, settleHours }: CostTarget,
): Promise<number> {
  let rows = 0
  if (!source.costs) return rows
  for await (const batch of source.costs(range)) {
    const byDay = Map.groupBy(batch.costs, (cost) => cost.day)
    const costRows = (day: string, costs: readonly VendorCost[] = []) =>
      costs.map((cost) =>
        vendorCostRow(cost, provider, accountId, isSettled(day, context.run.startedAt, settleHours)),
      )
    await context.write(
      eachDay(batch.range).map((day) =>
        daySlice(VENDOR_COSTS, credentialId, accountId, day, costRows(day, byDay.get(day))),
      ),
    )
    rows += batch.costs.length
    context.progress(`Read billed costs up to ${batch.range.end}.`, rows)
  }
  return rows
}

function usageRows(facts: readonly UsageFact[] = [], context: UsageRowContext) {
  return facts.map((fact) => usageRow(fact, context))
}

function daySlice(
  table: string,
  credentialId: string,
  accountId: string,
  period: string,
  rows: ReturnType<typeof usageRows>,
) {
  return { table, credentialId, accountId, period, content: { kind: 'rows' as const, rows: [rows] } }
}

function reportPrepaid(context: ProcessorContext): void {
  context.finding({
    code: 'billing_mode_not_applied',
    severity: 'warning',
    message:
      'Prepaid billing is not applied yet: usage is shown as billed when it is used, and credit purchases are not.',
  })
}

const SHOWN_REJECTS = 20

function reportRejected(context: ProcessorContext, rejected: readonly RejectedRecord[]): void {
  for (const { reason, values } of rejected.slice(0, SHOWN_REJECTS)) {
    context.finding({
      code: 'usage_record_rejected',
      severity: 'error',
      message: `A usage record was left out because its counts contradict each other: ${reason}`,
      table: RAW,
      detail: values,
    })
  }
  if (rejected.length > SHOWN_REJECTS) {
    const more = rejected.length - SHOWN_REJECTS
    context.finding({
      code: 'usage_record_rejected',
      severity: 'error',
      message: `${more} more usage records were left out.`,
      table: RAW,
    })
  }
}
