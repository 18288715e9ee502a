import type { DayRange } from '@cloudact/core/day'
import { Decimal } from '@cloudact/core/decimal'
import type { Credential, ProcessorContext } from '@cloudact/engine/processor'
import { z } from 'zod'

/** What the extracting step tells the steps after it. */
const PaygOutput = z.object({
  provider: z.string(),
  credential_id: z.string(),
  account_id: z.string(),
  account_name: z.string(),
  start_date: z.string(),
  end_date: z.string(),
  discount_percent: z.string(),
  true_up: z.boolean(),
  focus_rows: z.enum(['auto', 'on', 'off']),
})
export type PaygOutput = z.output<typeof PaygOutput>

const ON = 'on'
const MAX_PERCENT = 100

/** Settings of the integration that later steps need; never a secret. */
export function integrationSettings(
  credential: Pick<Credential, 'name' | 'metadata'>,
): Pick<PaygOutput, 'account_name' | 'discount_percent' | 'true_up' | 'focus_rows'> {
  const { account_name: name, negotiated_discount_percent: discount, true_up: trueUp } = credential.metadata
  const { focus_rows: focusRows } = credential.metadata
  const percent =
    typeof discount === 'string' && /^\d{1,3}(\.\d{1,6})?$/.test(discount)
      ? new Decimal(discount)
      : new Decimal(0)
  return {
    account_name: typeof name === 'string' && name !== '' ? name : credential.name,
    discount_percent: Decimal.min(percent, MAX_PERCENT).toFixed(),
    true_up: trueUp === undefined || trueUp === null || trueUp === '' || trueUp === ON,
    focus_rows: focusRows === 'on' || focusRows === 'off' ? focusRows : 'auto',
  }
}

/** The extracting step's output of this provider; undefined when this run did not extract. */
export function extractedOutput(context: ProcessorContext, provider: string): PaygOutput | undefined {
  for (const output of Object.values(context.outputs)) {
    const parsed = PaygOutput.safeParse(output)
    if (parsed.success && parsed.data.provider === provider) return parsed.data
  }
  return undefined
}

/** One account's day in a daily table. */
export type AccountDay = { readonly credentialId: string; readonly accountId: string; readonly day: string }

/** Days of this pipeline that hold data in any of the tables, oldest first. */
export async function accountDays(
  context: ProcessorContext,
  tables: readonly string[],
  range: DayRange,
  credentialId: string | undefined,
): Promise<AccountDay[]> {
  const days = new Map<string, AccountDay>()
  for (const table of tables) {
    for (const slice of await context.slices(table)) {
      if (
        slice.pipelineId !== context.run.pipelineId ||
        slice.period < range.start ||
        slice.period >= range.end
      )
        continue
      if (credentialId !== undefined && slice.credentialId !== credentialId) continue
      const day = { credentialId: slice.credentialId, accountId: slice.accountId, day: slice.period }
      days.set(JSON.stringify(day), day)
    }
  }
  return [...days.values()].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
}

/** Days to work on: what was extracted, else the run's own range. */
export function workRange(context: ProcessorContext, output: PaygOutput | undefined): DayRange {
  return output ? { start: output.start_date, end: output.end_date } : context.run.range
}
