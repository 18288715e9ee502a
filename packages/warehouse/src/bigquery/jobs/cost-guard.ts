import type { JobOptions } from '@google-cloud/bigquery'
import { AppError } from '@cloudact/core/errors'
import type { BigQueryContext } from '../bigquery-context.ts'

/** The setting a person changes, see README. */
const SETTING = 'BIGQUERY_MAX_BYTES_BILLED'

/** What a query may not be: `bytes` is what it would read, when BigQuery said so. */
export function tooExpensive(
  what: string,
  bytes: bigint | undefined,
  limit: bigint,
  facts: { readonly cause?: unknown; readonly detail?: Readonly<Record<string, unknown>> } = {},
): AppError {
  const amount = bytes === undefined ? 'more bytes' : `${bytes} bytes, more`
  return new AppError(
    'quota_exceeded',
    `${what} would read ${amount} than the ${limit} that ${SETTING} allows, so it was not run. Ask for a shorter period, or raise the limit.`,
    {
      ...facts,
      public: {
        ...(bytes !== undefined && { bytes: String(bytes) }),
        limit: String(limit),
        setting: SETTING,
      },
    },
  )
}

/**
 * Asks BigQuery what a statement would read, which is free and reads nothing. Throws `quota_exceeded` when that is more
 * than may be billed. For clustered tables the answer is an upper bound; BigQuery's own limit is set on the job as well
 * and goes by the same bound. A call or a script has no such answer: there the limit on the job stands alone.
 */
export async function refuseExpensive(
  { client, location, maximumBytesBilled: limit }: BigQueryContext,
  what: string,
  configuration: NonNullable<JobOptions['configuration']>,
): Promise<void> {
  const [job] = await client.createJob({ location, configuration: { ...configuration, dryRun: true } })
  const metadata: unknown = job.metadata
  const bytes = bytesOf(metadata)
  if (bytes !== undefined && bytes > limit) throw tooExpensive(what, bytes, limit)
}

function bytesOf(metadata: unknown): bigint | undefined {
  if (typeof metadata !== 'object' || metadata === null) return undefined
  const statistics: unknown = Reflect.get(metadata, 'statistics')
  if (typeof statistics !== 'object' || statistics === null) return undefined
  const bytes: unknown = Reflect.get(statistics, 'totalBytesProcessed')
  return typeof bytes === 'string' && /^\d+$/.test(bytes) ? BigInt(bytes) : undefined
}
