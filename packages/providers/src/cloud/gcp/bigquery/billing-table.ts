import { createPrivateKey } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Job } from '@google-cloud/bigquery'
import type { Day } from '@cloudact/core/day'
import { AppError } from '@cloudact/core/errors'
import { z } from 'zod'
import type { ServiceAccount } from '../../../google/service-account.ts'
import { abortable } from './abortable.ts'
import { explainRefusal, tooLarge, type Asked } from './refusal.ts'
import { countStatement, linesStatement, type Statement } from './statements.ts'
import { textOf, type TableName } from './table-name.ts'

/** What a table has of an invoice month. */
export type MonthContent = { readonly lines: number; readonly newest: string | null }

/** A billing export in BigQuery. Every call throws what a person can act on, or the signal's reason. */
export type BillingTable = {
  /** Throws `not_found`, `credential_rejected`, or `invalid_input` when it is not the table Google writes. */
  check(): Promise<void>
  /** Bytes that reading the month would be billed for; free. Throws `quota_exceeded` when they are too many. */
  estimate(period: Day): Promise<bigint>
  count(period: Day): Promise<MonthContent>
  /** Writes the month's lines to a file of JSON Lines; returns their number. */
  read(period: Day, path: string): Promise<number>
}

export type BillingTableOptions = {
  readonly serviceAccount: ServiceAccount
  /** BigQuery's address as the registry has it. */
  readonly baseUrl: string
  /** Project that runs the queries and is billed for them. */
  readonly project: string
  readonly table: TableName
  readonly signal: AbortSignal
}

/** 100 GiB: above any month of an export that one query can answer. */
const MAXIMUM_BYTES_BILLED = 107_374_182_400n
const ROWS_PER_PAGE = 10_000
const REQUEST_MILLISECONDS = 120_000
const CANCEL_MILLISECONDS = 5_000
const LABELS = { application: 'cloudact', purpose: 'billing-export' }

const Page = z.object({ rows: z.array(z.object({ f: z.array(z.object({ v: z.string().nullable() })) })) })
const Resource = z.object({
  timePartitioning: z.object({ type: z.string(), field: z.string().optional() }).optional(),
  schema: z.object({ fields: z.array(z.object({ name: z.string() })) }).optional(),
})
const Estimate = z.object({ statistics: z.object({ totalBytesProcessed: z.string().regex(/^\d+$/) }) })

/**
 * Opens Google's own client with a token it signs itself: no address of the key file is called. The only place of
 * this package that loads the SDK. A request that fails is not repeated here; the step is.
 */
export async function openBillingTable(options: BillingTableOptions): Promise<BillingTable> {
  const { serviceAccount, project, table, signal } = options
  refuseUnusableKey(serviceAccount.privateKey)
  const { BigQuery } = await import('@google-cloud/bigquery')
  const client = new BigQuery({
    projectId: project,
    apiEndpoint: options.baseUrl,
    credentials: { client_email: serviceAccount.clientEmail, private_key: serviceAccount.privateKey },
    autoRetry: false,
  })
  client.timeout = REQUEST_MILLISECONDS
  client.authClient.useJWTAccessWithScope = true

  async function ask<Answer>(asked: Asked, work: () => Promise<Answer>): Promise<Answer> {
    try {
      return await abortable(signal, work)
    } catch (error) {
      signal.throwIfAborted()
      throw explainRefusal(error, asked, table, project)
    }
  }

  async function estimateOf(statement: Statement): Promise<bigint> {
    const [job] = await ask('query', () =>
      client.createJob({ configuration: { dryRun: true, labels: LABELS, query: queryOf(statement) } }),
    )
    const { data } = Estimate.safeParse(job.metadata)
    if (!data) throw unclear()
    const bytes = BigInt(data.statistics.totalBytesProcessed)
    if (bytes > MAXIMUM_BYTES_BILLED) throw tooLarge(table)
    return bytes
  }

  async function* rowsOf(statement: Statement): AsyncGenerator<readonly (string | null)[][]> {
    await estimateOf(statement)
    const [job] = await ask('query', () =>
      client.createJob({
        configuration: {
          labels: LABELS,
          query: { ...queryOf(statement), maximumBytesBilled: String(MAXIMUM_BYTES_BILLED) },
        },
      }),
    )
    let complete = false
    try {
      yield* pagesOf(job)
      complete = true
    } finally {
      // A job nobody waits for is still billed; whether it could be ended changes nothing for the step.
      if (!complete)
        await abortable(AbortSignal.timeout(CANCEL_MILLISECONDS), () => job.cancel()).catch(() => undefined)
    }
  }

  async function* pagesOf(job: Job): AsyncGenerator<readonly (string | null)[][]> {
    const seen = new Set<string>()
    for (let pageToken: string | undefined; ;) {
      const [rows, next] = await ask('query', () =>
        job.getQueryResults({
          autoPaginate: false,
          skipParsing: true,
          maxResults: ROWS_PER_PAGE,
          ...(pageToken !== undefined && { pageToken }),
        }),
      )
      const { data } = Page.safeParse({ rows })
      if (!data) throw unclear()
      yield data.rows.map(({ f }) => f.map(({ v }) => v))
      if (!next) return
      pageToken = next.pageToken ?? undefined
      if (pageToken === undefined) continue // The query is still running.
      if (seen.has(pageToken)) throw unclear()
      seen.add(pageToken)
    }
  }

  return {
    async check() {
      const dataset = client.dataset(table.dataset, { projectId: table.project })
      const answer: unknown = await ask('table', () => dataset.table(table.table).getMetadata())
      refuseOtherTable(Array.isArray(answer) ? answer[0] : undefined, table)
    },
    estimate: (period) => estimateOf(linesStatement(table, period)),
    async count(period) {
      const rows: (string | null)[][] = []
      for await (const page of rowsOf(countStatement(table, period))) rows.push(...page)
      const [lines, newest] = rows[0] ?? []
      if (!/^\d+$/.test(lines ?? '')) throw unclear()
      return { lines: Number(lines), newest: newest ?? null }
    },
    async read(period, path) {
      let lines = 0
      async function* text() {
        for await (const page of rowsOf(linesStatement(table, period))) {
          lines += page.length
          for (const [line] of page) yield `${line}\n`
        }
      }
      await pipeline(Readable.from(text()), createWriteStream(path))
      return lines
    },
  }
}

function queryOf({ query, queryParameters }: Statement) {
  return { query, useLegacySql: false, parameterMode: 'NAMED', queryParameters: [...queryParameters] }
}

function refuseUnusableKey(privateKey: string): void {
  try {
    createPrivateKey(privateKey)
  } catch {
    throw new AppError(
      'credential_rejected',
      'The private_key of the service account key cannot be read. Paste the whole JSON key file of a service account.',
    ) // The cause could quote the key.
  }
}

function refuseOtherTable(metadata: unknown, table: TableName): void {
  const { data } = Resource.safeParse(metadata)
  const names = new Set(data?.schema?.fields.map(({ name }) => name))
  const byArrival = data?.timePartitioning !== undefined && data.timePartitioning.field === undefined
  if (byArrival && ['billing_account_id', 'invoice', 'export_time'].every((name) => names.has(name))) return
  throw new AppError(
    'invalid_input',
    `"${textOf(table)}" is not a billing export as Google writes it: it lacks ${byArrival ? 'columns of the export' : 'partitions by day of arrival'}. Name the table gcp_billing_export_v1_… or gcp_billing_export_resource_v1_… itself, no view or copy.`,
  )
}

function unclear(): AppError {
  return new AppError('provider_unavailable', "BigQuery's answer does not make sense. Nothing was stored.")
}
