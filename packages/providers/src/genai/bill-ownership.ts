import { addDays, type Day, monthStart } from '@cloudact/core/day'
import type { ProcessorContext } from '@cloudact/engine/processor'
import type { AccountDay, PaygOutput } from './payg-run.ts'

/** Whether FOCUS rows of an account's day are made from its metrics. */
export type BillOwnership = { readonly ownsDay: (day: AccountDay) => boolean }

const FOCUS = 'cost_data_standard_1_3'
const ALL_DAYS = '0001-01-01'

type Account = Pick<AccountDay, 'credentialId' | 'accountId'>

/**
 * Which days of usage a cloud bill pays for (75 §2): the bill owns every day from the first month it names the account
 * in, as payer or as a part of one. `focus_rows` overrules it: `on` never leaves a day to a bill, `off` always.
 * The same money must not enter FOCUS twice, so rows that were made before the bill came are withdrawn.
 */
export async function openBillOwnership(
  context: ProcessorContext,
  billedBy: string | undefined,
  days: readonly AccountDay[],
  output: PaygOutput | undefined,
): Promise<BillOwnership> {
  const setting = output?.focus_rows ?? 'auto'
  if (billedBy === undefined || setting === 'on') return { ownsDay: () => false }
  const slices = await context.slices(FOCUS)
  const othersWrote = slices.some(({ pipelineId }) => pipelineId !== context.run.pipelineId)
  const accounts = new Map(days.map((day) => [accountKey(day), day]))
  const firstDays = new Map<string, Day>()
  for (const [key, account] of accounts) {
    const first =
      setting === 'off'
        ? ALL_DAYS
        : othersWrote
          ? await firstBilledDay(context, account.accountId)
          : undefined
    if (first === undefined) continue
    firstDays.set(key, first)
    await withdrawOwned(context, account, first)
    report(context, { billedBy, account, first, setting })
  }
  return {
    ownsDay: (day) => {
      const first = firstDays.get(accountKey(day))
      return first !== undefined && day.day >= first
    },
  }
}

/** Start of the first month in which a bill names the account; undefined when none does. */
async function firstBilledDay(context: ProcessorContext, accountId: string): Promise<Day | undefined> {
  const batches = context.query({
    sql: `SELECT {{cast({{day(MIN(ChargePeriodStart))}}, string)}} AS first_day FROM {{table(cost_data_standard_1_3)}}
      WHERE x_pipeline_id <> @pipeline_id AND x_genai_cost_type IS NULL
        AND (SubAccountId = @account_id OR BillingAccountId = @account_id OR SubAccountId = @subscription_id)`,
    parameters: {
      pipeline_id: context.run.pipelineId,
      account_id: accountId,
      subscription_id: `/subscriptions/${accountId}`,
    },
    range: { start: '2000-01-01', end: addDays(context.run.startedAt.slice(0, 10), 1) },
  })
  for await (const [row] of batches) {
    const first = row?.['first_day']
    if (first !== null && first !== undefined) return monthStart(String(first).slice(0, 10))
  }
  return undefined
}

async function withdrawOwned(context: ProcessorContext, account: Account, first: Day): Promise<void> {
  const table = FOCUS
  const stale = (await context.slices(table)).filter(
    ({ pipelineId, credentialId, accountId, period }) =>
      pipelineId === context.run.pipelineId &&
      credentialId === account.credentialId &&
      accountId === account.accountId &&
      period >= first,
  )
  if (stale.length === 0) return
  await context.withdraw(
    stale.map(({ credentialId, accountId, period }) => ({ table, credentialId, accountId, period })),
  )
}

function report(
  context: ProcessorContext,
  {
    billedBy,
    account,
    first,
    setting,
  }: { readonly billedBy: string; readonly account: Account; readonly first: Day; readonly setting: string },
): void {
  const bill = context.catalog.providers.get(billedBy)?.display_name ?? billedBy
  context.finding({
    code: 'billed_elsewhere',
    severity: 'info',
    message:
      setting === 'off'
        ? `Usage of ${account.accountId} is counted and priced, and not added to costs: the integration says so.`
        : `The bill of ${bill} holds the costs of ${account.accountId} from ${first} on. Usage is counted and priced, and not added to them.`,
    table: FOCUS,
    detail: { account_id: account.accountId, billed_by: billedBy, first_day: first },
  })
}

function accountKey({ credentialId, accountId }: Account): string {
  return JSON.stringify([credentialId, accountId])
}
