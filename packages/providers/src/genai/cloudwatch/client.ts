import type { DayRange } from '@cloudact/core/day'
import { AppError } from '@cloudact/core/errors'
import type { AwsKeys } from '../../cloud/aws/aws-keys.ts'
import { fetchRequestHandler } from '../../cloud/aws/fetch-request-handler.ts'

/** A metric of one model. */
export type ModelMetric = { readonly metric: string; readonly modelId: string }
export type MetricHour = ModelMetric & {
  /** Start of the hour, `2026-01-15T09:00:00Z`. */
  readonly hour: string
  readonly count: number
}

/** CloudWatch of one region. Calls throw `credential_rejected` with the policy to grant, or `provider_unavailable`. */
export type CloudWatch = {
  /** Metrics of models that were used in the last two weeks; CloudWatch lists no older ones. */
  models(metrics: readonly string[]): Promise<readonly ModelMetric[]>
  /** Hourly sums over UTC days. */
  hourly(models: readonly ModelMetric[], range: DayRange): Promise<readonly MetricHour[]>
  close(): void
}

const NAMESPACE = 'AWS/Bedrock'
const HOUR_SECONDS = 3_600
/** Of one request. */
const MAX_QUERIES = 500
const ATTEMPTS = 3
const UNKNOWN_KEY = new Set([
  'InvalidClientTokenId',
  'SignatureDoesNotMatch',
  'UnrecognizedClientException',
  'ExpiredToken',
  'ExpiredTokenException',
  'InvalidSignatureException',
  'MissingAuthenticationToken',
])
const DENIED = new Set(['AccessDenied', 'AccessDeniedException', 'UnauthorizedOperation', 'Forbidden'])

/** The only place that loads the CloudWatch SDK. `endpoint` is for compatible servers; absent: AWS's own. */
export async function openCloudWatch(options: {
  readonly region: string
  readonly keys: AwsKeys
  readonly endpoint?: string
  readonly fetch: typeof fetch
  readonly signal: AbortSignal
}): Promise<CloudWatch> {
  const sdk = await import('@aws-sdk/client-cloudwatch')
  const client = new sdk.CloudWatchClient({
    region: options.region,
    credentials: options.keys,
    requestHandler: fetchRequestHandler(options.fetch),
    // What AWS throttles with a 400 is tried again here; all else below, where Retry-After is honoured.
    maxAttempts: 4,
    ...(options.endpoint && { endpoint: options.endpoint }),
  })
  const abort = { abortSignal: options.signal }

  async function send<Answer>(call: () => Promise<Answer>): Promise<Answer> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await call()
      } catch (error) {
        // An answer that is cut short is no JSON and worth asking for again.
        if (error instanceof SyntaxError && attempt < ATTEMPTS) continue
        throw refused(error, options)
      }
    }
  }

  return {
    async models(metrics) {
      const found: ModelMetric[] = []
      for (const metric of metrics) {
        const tokens = new Set<string>()
        for (let token: string | undefined; ;) {
          const page = await send(() =>
            client.send(
              new sdk.ListMetricsCommand({ Namespace: NAMESPACE, MetricName: metric, NextToken: token }),
              abort,
            ),
          )
          for (const { Dimensions: dimensions = [] } of page.Metrics ?? []) {
            // The same tokens are also listed with further dimensions; those series are parts of this one.
            const [only, more] = dimensions
            if (only?.Name === 'ModelId' && only.Value && more === undefined)
              found.push({ metric, modelId: only.Value })
          }
          token = nextToken(page.NextToken, tokens)
          if (token === undefined) break
        }
      }
      return found
    },

    async hourly(models, range) {
      const hours: MetricHour[] = []
      const seen = new Set<string>()
      for (let first = 0; first < models.length; first += MAX_QUERIES) {
        const asked = models.slice(first, first + MAX_QUERIES)
        const queries = asked.map(({ metric, modelId }, index) => ({
          Id: `m${index}`,
          MetricStat: {
            Metric: {
              Namespace: NAMESPACE,
              MetricName: metric,
              Dimensions: [{ Name: 'ModelId', Value: modelId }],
            },
            Period: HOUR_SECONDS,
            Stat: 'Sum',
          },
        }))
        const tokens = new Set<string>()
        for (let token: string | undefined; ;) {
          const page = await send(() =>
            client.send(
              new sdk.GetMetricDataCommand({
                MetricDataQueries: queries,
                StartTime: new Date(`${range.start}T00:00:00Z`),
                EndTime: new Date(`${range.end}T00:00:00Z`),
                ScanBy: 'TimestampAscending',
                NextToken: token,
              }),
              abort,
            ),
          )
          for (const result of page.MetricDataResults ?? []) {
            const subject = asked[Number(result.Id?.slice(1))]
            if (subject === undefined)
              throw unexpected(`it has a result nobody asked for (${result.Id ?? ''})`)
            if (result.StatusCode === 'Forbidden') throw denied(options.region)
            if (result.StatusCode === 'InternalError') throw unexpected('a series failed')
            for (const [index, at] of (result.Timestamps ?? []).entries()) {
              const hour = at.toISOString().replace('.000Z', 'Z')
              const key = JSON.stringify([subject, hour])
              if (seen.has(key)) throw unexpected(`${subject.metric} of ${hour} came twice`)
              seen.add(key)
              hours.push({ ...subject, hour, count: result.Values?.[index] ?? NaN })
            }
          }
          token = nextToken(page.NextToken, tokens)
          if (token === undefined) break
        }
      }
      return hours
    },

    close: () => client.destroy(),
  }
}

function nextToken(token: string | undefined, seen: Set<string>): string | undefined {
  if (token === undefined || token === '') return undefined
  if (seen.has(token)) throw unexpected('the same page token came twice')
  seen.add(token)
  return token
}

function unexpected(problem: string): AppError {
  return new AppError(
    'provider_unavailable',
    `CloudWatch's answer does not make sense: ${problem}. Nothing was stored.`,
  )
}

function denied(region: string): AppError {
  const policy = {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: ['cloudwatch:GetMetricData', 'cloudwatch:ListMetrics'], Resource: '*' },
    ],
  }
  return new AppError(
    'credential_rejected',
    `AWS knows the key, but it may not read metrics in ${region}. It needs this policy: ${JSON.stringify(policy)}`,
    { detail: { status: 403 } },
  )
}

function refused(error: unknown, { region, signal }: { region: string; signal: AbortSignal }): unknown {
  if (error instanceof AppError) return error
  if (signal.aborted) return signal.reason
  const name = error instanceof Error ? error.name : ''
  if (DENIED.has(name)) return denied(region)
  if (UNKNOWN_KEY.has(name)) {
    return new AppError(
      'credential_rejected',
      `AWS does not accept the key (${name}). Create a new access key and update the integration.`,
      { cause: error, detail: { status: 401 } },
    )
  }
  return new AppError('provider_unavailable', `CloudWatch in ${region} gave no answer that can be used.`, {
    cause: error,
  })
}
