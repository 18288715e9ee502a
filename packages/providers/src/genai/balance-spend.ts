import { addDays, eachDay } from '@cloudact/core/day'
import { parseDecimal } from '@cloudact/core/decimal'
import { AppError } from '@cloudact/core/errors'
import { defineProcessor, type ProcessorContext, type SliceWrite } from '@cloudact/engine/processor'
import { z } from 'zod'
import { type Balance, type BalanceChange, balanceChanges } from './deepseek/balance-change.ts'
import { drawdownCostRow, drawdownFocusRow, drawdowns } from './deepseek/drawdown-rows.ts'
import type { FocusDay } from './focus-row.ts'
import { billingStatus } from './periods.ts'

const SNAPSHOTS = 'genai_balance_snapshots'
const VENDOR_COSTS = 'genai_vendor_costs_daily'
const FOCUS = 'cost_data_standard_1_3'
/** Readings this far back are looked at for the one before the newest. */
const LOOKBACK_DAYS = 400

const config = z.strictObject({ provider: z.literal('deepseek') })
const Snapshot = z.object({
  credential_id: z.string(),
  account_id: z.string(),
  account_name: z.string(),
  snapshot_at: z.string(),
})

/**
 * Turns what the balance lost since the reading before into billed costs and FOCUS rows, by UTC day, currency and
 * balance. No usage is invented: tokens and models are not known.
 */
export default defineProcessor({
  summary: 'Derives spend per day from the readings of a prepaid balance',
  config,
  async run(context, { provider }) {
    const registry = context.catalog.providers.get(provider)
    if (!registry) throw new AppError('config_invalid', `The registry has no provider "${provider}".`)
    const taken = Object.values(context.outputs).map((output) => Snapshot.safeParse(output))
    const snapshot = taken.find((parsed) => parsed.success)?.data
    if (!snapshot) return { rows: 0 }
    const { credential_id: credentialId, account_id: accountId, snapshot_at: at } = snapshot
    const changes = balanceChanges(await readings(context, snapshot))
    const newest = changes.filter((change) => change.to === at)
    reportRises(context, newest)
    const first = newest.map(({ day }) => day).sort()[0]
    if (first === undefined) return { rows: 0 }

    let rows = 0
    const writes: SliceWrite[] = []
    for (const day of eachDay({ start: first, end: addDays(at.slice(0, 10), 1) })) {
      const lost = drawdowns(day, changes)
      const focusDay: FocusDay = {
        provider,
        vendor: registry.service_provider_name ?? registry.display_name,
        accountId,
        accountName: snapshot.account_name,
        day,
        billingStatus: billingStatus(day, context.run.startedAt, registry.final_rule),
        subAccountType: 'Project',
      }
      const slice = { credentialId, accountId, period: day }
      const costs = lost.map((drawdown) => drawdownCostRow(drawdown, provider, accountId))
      const focus = lost.map((drawdown) => drawdownFocusRow(drawdown, focusDay))
      writes.push(
        { table: VENDOR_COSTS, ...slice, content: { kind: 'rows', rows: [costs] } },
        { table: FOCUS, ...slice, content: { kind: 'rows', rows: [focus] } },
      )
      rows += focus.length
    }
    await context.write(writes)
    return { rows }
  },
})

async function readings(
  context: ProcessorContext,
  { credential_id: credentialId, account_id: accountId, snapshot_at: at }: z.output<typeof Snapshot>,
): Promise<Balance[]> {
  const today = at.slice(0, 10)
  const range = { start: addDays(today, -LOOKBACK_DAYS), end: addDays(today, 1) }
  const batches = context.query({
    sql: `SELECT snapshot_at, currency, granted_balance, topped_up_balance FROM {{table(${SNAPSHOTS})}}
      WHERE snapshot_date >= {{date(@start)}} AND snapshot_date < {{date(@end)}} AND x_pipeline_id = @pipeline_id
        AND x_credential_id = @credential_id AND billing_account_id = @account_id
      ORDER BY currency, snapshot_at`,
    parameters: {
      ...range,
      pipeline_id: context.run.pipelineId,
      credential_id: credentialId,
      account_id: accountId,
    },
    range,
  })
  const balances: Balance[] = []
  for await (const batch of batches) {
    for (const row of batch) {
      balances.push({
        at: instantOf(String(row['snapshot_at'])),
        currency: String(row['currency']),
        granted: parseDecimal(String(row['granted_balance'])),
        toppedUp: parseDecimal(String(row['topped_up_balance'])),
      })
    }
  }
  return balances
}

/** Engines write instants with a space or a T, with or without a zone: they are UTC. */
function instantOf(text: string): string {
  return `${text.slice(0, 19).replace(' ', 'T')}Z`
}

function reportRises(context: ProcessorContext, changes: readonly BalanceChange[]): void {
  for (const { currency, toppedUp, newGrant, from, to } of changes) {
    for (const [what, amount] of [
      ['top-up', toppedUp],
      ['grant', newGrant],
    ] as const) {
      if (amount.isZero()) continue
      context.finding({
        code: what === 'grant' ? 'grant_detected' : 'top_up_detected',
        severity: 'info',
        message: `The balance rose by a ${what} of ${amount.toFixed()} ${currency} between ${from} and ${to}. It is no cost. Spend of the same balance within that time is hidden by it.`,
        table: SNAPSHOTS,
        detail: { currency, amount: amount.toFixed(), from, to },
      })
    }
  }
}
