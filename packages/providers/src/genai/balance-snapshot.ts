import { addDays } from '@cloudact/core/day'
import { parseDecimal, toMoneyText } from '@cloudact/core/decimal'
import { AppError } from '@cloudact/core/errors'
import type { Row } from '@cloudact/core/ports/warehouse'
import { defineProcessor, type ProcessorContext } from '@cloudact/engine/processor'
import { z } from 'zod'
import { billingAccountId } from './account.ts'
import { readBalance } from './deepseek/balance.ts'

const TABLE = 'genai_balance_snapshots'
/** Stamped by the engine with every write. */
const LINEAGE = /^x_(org_slug|pipeline_id|credential_id|pipeline_run_date|run_id|ingested_at|ingestion_date)$/

const config = z.strictObject({ provider: z.literal('deepseek') })

/**
 * Reads the prepaid balance and adds it to the day's readings. A run that is tried again replaces its own reading. The
 * balance is of now, whatever days the run is for: there is no way to ask for an earlier one.
 */
export default defineProcessor({
  summary: 'Reads the prepaid balance of a GenAI provider',
  config,
  async run(context, { provider }) {
    const registry = context.catalog.providers.get(provider)
    if (!registry?.api_base_url)
      throw new AppError('config_invalid', `The registry has no provider "${provider}" with an api_base_url.`)
    const credential = await context.credential(provider)
    const answer = await readBalance({
      http: context.http,
      baseUrl: registry.api_base_url,
      apiKey: credential.secrets['api_key'] ?? credential.secrets['credential'] ?? '',
      signal: context.signal,
    })
    const accountId = await billingAccountId(context, credential, undefined, TABLE)
    const at = `${context.run.startedAt.slice(0, 19)}Z`
    const day = at.slice(0, 10)
    const rows = answer.balance_infos.map((info): Row => {
      const recordId = `${provider}/balance/${at}/${info.currency}`
      return {
        snapshot_date: day,
        snapshot_at: at,
        provider,
        billing_account_id: accountId,
        currency: info.currency,
        is_available: answer.is_available,
        total_balance: toMoneyText(parseDecimal(info.total_balance)),
        granted_balance: toMoneyText(parseDecimal(info.granted_balance)),
        topped_up_balance: toMoneyText(parseDecimal(info.topped_up_balance)),
        x_source_record_id: recordId,
        x_genai_provider: provider,
      }
    })
    const written = new Set(rows.map((row) => row['x_source_record_id']))
    const slice = { credentialId: credential.credentialId, accountId, period: day }
    const earlier = (await readingsOf(context, slice)).filter(
      (row) => !written.has(row['x_source_record_id'] ?? null),
    )
    await context.write([
      { table: TABLE, ...slice, content: { kind: 'rows', rows: [[...earlier, ...rows]] } },
    ])
    if (!answer.is_available) {
      context.finding({
        code: 'balance_exhausted',
        severity: 'warning',
        message: `${registry.display_name} says that the balance is not enough for calls. Top it up at platform.deepseek.com.`,
        table: TABLE,
      })
    }
    const { account_name: name } = credential.metadata
    return {
      rows: rows.length,
      output: {
        provider,
        credential_id: credential.credentialId,
        account_id: accountId,
        account_name: typeof name === 'string' && name !== '' ? name : credential.name,
        snapshot_at: at,
      },
    }
  },
})

/** The day's readings so far, without what the engine stamps. */
async function readingsOf(
  context: ProcessorContext,
  { credentialId, accountId, period }: { credentialId: string; accountId: string; period: string },
): Promise<Row[]> {
  const stored = (await context.slices(TABLE)).some(
    (slice) =>
      slice.pipelineId === context.run.pipelineId &&
      slice.credentialId === credentialId &&
      slice.accountId === accountId &&
      slice.period === period,
  )
  if (!stored) return []
  const range = { start: period, end: addDays(period, 1) }
  const rows: Row[] = []
  const batches = context.query({
    sql: `SELECT * FROM {{table(${TABLE})}}
      WHERE snapshot_date >= {{date(@start)}} AND snapshot_date < {{date(@end)}} AND x_pipeline_id = @pipeline_id
        AND x_credential_id = @credential_id AND billing_account_id = @account_id`,
    parameters: {
      ...range,
      pipeline_id: context.run.pipelineId,
      credential_id: credentialId,
      account_id: accountId,
    },
    range,
  })
  for await (const batch of batches)
    for (const row of batch)
      rows.push(Object.fromEntries(Object.entries(row).filter(([column]) => !LINEAGE.test(column))))
  return rows
}
