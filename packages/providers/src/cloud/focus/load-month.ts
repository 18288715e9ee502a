import { AppError } from '@cloudact/core/errors'
import type { Credential, ProcessorContext, SliceWrite } from '@cloudact/engine/processor'
import type { BillingStatus } from '../../billing-status.ts'
import { columnsOf } from './columns.ts'
import { explainFiles } from './explain-files.ts'
import { renderRawSelect } from './raw-select.ts'
import { reportAccountGone } from './report-changes.ts'
import type { ScannedSlice } from './scan.ts'

export type MonthFacts = {
  /** `YYYY-MM`. */
  readonly month: string
  readonly deliveryId: string
  readonly status: BillingStatus
}

/**
 * Replaces the raw rows of every account of a month, and what is known of the month, in one transaction. An account the
 * files no longer have is left without rows, and its charges go with the conversion.
 */
export async function loadMonth(
  context: ProcessorContext,
  credential: Credential,
  facts: MonthFacts,
  slices: readonly ScannedSlice[],
): Promise<number> {
  const own = { credentialId: credential.credentialId, period: facts.month }
  const rows = slices.reduce((sum, slice) => sum + slice.rows, 0)
  const files = new Set(slices.flatMap((slice) => slice.files))
  const known: SliceWrite = {
    ...own,
    table: 'focus_deliveries',
    accountId: '',
    content: {
      kind: 'rows',
      rows: [
        [
          {
            billing_month: `${facts.month}-01`,
            delivery_id: facts.deliveryId,
            files: [...files].reduce((sum, { parts }) => sum + parts.length, 0),
            source_rows: rows,
            accounts: slices.length,
            focus_versions: versionsOf([...files].map(({ version }) => version)) || null,
            billing_status: facts.status,
          },
        ],
      ],
    },
  }
  const writes = slices.map((slice): SliceWrite => ({
    ...own,
    table: 'focus_raw',
    accountId: slice.account,
    content: { kind: 'files', files: sourceOfSlice(context, credential, facts, slice) },
  }))
  const gone = await accountsGone(context, own, slices)
  const emptied = gone.map((accountId): SliceWrite => ({
    ...own,
    table: 'focus_raw',
    accountId,
    content: { kind: 'rows', rows: [] },
  }))
  try {
    await context.write([...writes, ...emptied, known])
  } catch (cause) {
    context.signal.throwIfAborted()
    throw await explainFiles(cause, [...files], context.signal)
  }
  for (const account of gone) reportAccountGone(context, facts.month, account)
  return rows
}

/** Accounts with rows of the month from this integration that its files have no rows of any more. */
async function accountsGone(
  context: ProcessorContext,
  { credentialId, period }: { readonly credentialId: string; readonly period: string },
  slices: readonly ScannedSlice[],
): Promise<readonly string[]> {
  const there = new Set(slices.map(({ account }) => account))
  return (await context.slices('focus_raw')).flatMap((live) =>
    live.credentialId === credentialId &&
    live.pipelineId === context.run.pipelineId &&
    live.period === period &&
    live.rows > 0 &&
    !there.has(live.accountId)
      ? [live.accountId]
      : [],
  )
}

function sourceOfSlice(
  context: ProcessorContext,
  credential: Credential,
  { month, status }: MonthFacts,
  { account, files, shared }: ScannedSlice,
) {
  const schema = context.catalog.tables.get('focus_raw')
  if (!schema) throw new AppError('config_invalid', 'Table "focus_raw" has no schema in configs/schemas/org.')
  return {
    format: files[0]?.format ?? 'csv',
    paths: files.map(({ path }) => path),
    select: renderRawSelect(schema, columnsOf(files), shared),
    parameters: {
      focus_version: versionsOf(files.map(({ version }) => version)),
      integration_name: credential.name,
      billing_status: status,
      account_id: account,
      month_start: `${month}-01`,
      ...(shared && { month }),
    },
  }
}

/** `1.2`, or `1.0, 1.2` when a month is made of files of several versions. */
function versionsOf(versions: readonly string[]): string {
  return [...new Set(versions)].sort().join(', ')
}
