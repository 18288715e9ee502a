import type { DayRange } from '@cloudact/core/day'
import { AppError } from '@cloudact/core/errors'
import type { ServiceAccount } from '../../google/service-account.ts'

/** One count of a metric in one hour, with its labels. */
export type MetricPoint = {
  /** Start of the hour, `2026-01-15T09:00:00Z`. */
  readonly hour: string
  readonly count: number
  readonly metricLabels: Readonly<Record<string, string>>
  readonly resourceLabels: Readonly<Record<string, string>>
}

export type CloudMonitoring = {
  /**
   * Hourly sums of a metric over UTC days, every page. Undefined: the project has no metric of this name. Throws
   * `credential_rejected`, `provider_unavailable`, `rate_limited`, or `invalid_input` with Google's status.
   */
  hourly(projectId: string, metricType: string, range: DayRange): Promise<readonly MetricPoint[] | undefined>
  close(): Promise<void>
}

const HOUR_SECONDS = 3_600
const POINTS_PER_PAGE = 20_000
const ATTEMPTS = 3
const STATUS = { invalid: [3, 400], denied: [7, 403], missing: [5, 404], unknown: [16, 401] } as const

/**
 * Opens Google's own client over REST with a token it signs itself: no address of the key file is called. The only
 * place that loads the SDK.
 */
export async function openCloudMonitoring(options: {
  readonly serviceAccount: ServiceAccount
  readonly baseUrl: string
  readonly fetch: typeof fetch
}): Promise<CloudMonitoring> {
  const { MetricServiceClient } = await import('@google-cloud/monitoring')
  const url = new URL(options.baseUrl)
  const client = new MetricServiceClient({
    fallback: true,
    apiEndpoint: url.hostname,
    port: Number(url.port || (url.protocol === 'https:' ? 443 : 80)),
    protocol: url.protocol.replace(':', ''),
    projectId: options.serviceAccount.projectId,
    credentials: {
      client_email: options.serviceAccount.clientEmail,
      private_key: options.serviceAccount.privateKey,
    },
    clientOptions: { transporterOptions: { fetchImplementation: options.fetch } },
  })

  async function page(projectId: string, metricType: string, range: DayRange, pageToken: string) {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const [series, , answer] = await client.listTimeSeries(
          {
            name: `projects/${projectId}`,
            filter: `metric.type = "${metricType}"`,
            interval: {
              startTime: { seconds: secondsOf(range.start) },
              endTime: { seconds: secondsOf(range.end) },
            },
            aggregation: { alignmentPeriod: { seconds: HOUR_SECONDS }, perSeriesAligner: 'ALIGN_SUM' },
            view: 'FULL',
            pageSize: POINTS_PER_PAGE,
            pageToken,
          },
          // Retried below our HTTP client, which honours Retry-After.
          { autoPaginate: false, retry: null, timeout: 600_000 },
        )
        return { series, next: answer.nextPageToken ?? '' }
      } catch (error) {
        const known = appError(error)
        if (known) throw known
        // An answer that is cut short is no JSON and worth asking for again.
        if (error instanceof SyntaxError && attempt < ATTEMPTS) continue
        throw error
      }
    }
  }

  return {
    async hourly(projectId, metricType, range) {
      const points: MetricPoint[] = []
      const tokens = new Set<string>()
      const seen = new Set<string>()
      for (let token = ''; ;) {
        try {
          const { series, next } = await page(projectId, metricType, range, token)
          for (const { metric, resource, points: values } of series) {
            const metricLabels = metric?.labels ?? {}
            const resourceLabels = resource?.labels ?? {}
            for (const { interval, value } of values ?? []) {
              const hour = hourOf(interval?.startTime?.seconds, interval?.endTime?.seconds)
              const key = JSON.stringify([hour, metricLabels, resourceLabels])
              if (seen.has(key)) throw unexpected(`${metricType} of ${hour} came twice`)
              seen.add(key)
              points.push({
                hour,
                count: Number(value?.int64Value ?? value?.doubleValue ?? NaN),
                metricLabels,
                resourceLabels,
              })
            }
          }
          if (next === '') return points
          if (tokens.has(next)) throw unexpected('the same page token came twice')
          tokens.add(next)
          token = next
        } catch (error) {
          if (STATUS.missing.some((status) => status === statusOf(error)) && token === '') return undefined
          throw refused(error, projectId)
        }
      }
    },
    close: () => client.close(),
  }
}

function secondsOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / 1000
}

/** Google dates an aligned point by its end; its start is an hour before, and some answers leave it out. */
function hourOf(start: Seconds, end: Seconds): string {
  const from = start === undefined || start === null ? NaN : Number(start)
  const to = end === undefined || end === null ? NaN : Number(end)
  const seconds = Number.isNaN(from) || from === to ? to - HOUR_SECONDS : from
  if (Number.isNaN(seconds) || seconds % HOUR_SECONDS !== 0)
    throw unexpected('a point is not of a whole hour')
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z')
}
type Seconds = { toString(): string } | number | string | null | undefined

function unexpected(problem: string): AppError {
  return new AppError(
    'provider_unavailable',
    `Cloud Monitoring's answer does not make sense: ${problem}. Nothing was stored.`,
  )
}

/** The SDK wraps what our client throws. */
function appError(error: unknown): AppError | undefined {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause)
    if (cause instanceof AppError) return cause
  return undefined
}

function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || error instanceof AppError) return undefined
  for (const key of ['status', 'code']) {
    const value: unknown = Reflect.get(error, key)
    if (typeof value === 'number') return value
    if (typeof value === 'string' && /^\d+$/.test(value)) return Number(value)
  }
  return undefined
}

function refused(error: unknown, projectId: string): unknown {
  if (error instanceof AppError) return error
  const status = statusOf(error)
  const is = (codes: readonly number[]) => codes.some((code) => code === status)
  if (is(STATUS.unknown)) {
    return new AppError(
      'credential_rejected',
      'Google does not accept the service account key (401). Create a new JSON key and update the integration.',
      { detail: { status: 401 } },
    )
  }
  if (is(STATUS.denied)) {
    return new AppError(
      'credential_rejected',
      `The service account may not read metrics of the project "${projectId}" (403). Grant it the role Monitoring Viewer (roles/monitoring.viewer) on the project and enable the Cloud Monitoring API there.`,
      { detail: { status: 403 } },
    )
  }
  if (status === undefined && !(error instanceof SyntaxError)) return error
  if (is(STATUS.invalid) || is(STATUS.missing)) {
    return new AppError(
      'invalid_input',
      `Cloud Monitoring refused a request for the project "${projectId}" (${status}). Check the project id and try later days: metrics are kept six weeks.`,
      { cause: error, detail: { status } },
    )
  }
  return new AppError(
    'provider_unavailable',
    'Cloud Monitoring gave no complete answer. The run will try again.',
    {
      cause: error,
    },
  )
}
