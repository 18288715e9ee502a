import type { IncomingMessage } from 'node:http'
import type { Fault } from '../vendor/faults.ts'
import { type SeenRequest, startJsonServer } from '../vendor/json-server.ts'
import { makePageToken, readPageToken } from '../vendor/page-token.ts'
import { presentOf } from '../vendor/present.ts'
import { Refusal } from '../vendor/refusal.ts'
import { bearsOwnToken } from '../vendor/service-account-token.ts'
import { allSeries, type Series } from './series.ts'
import { GEMINI_WORKLOADS, type GoogleWorkload, VERTEX_WORKLOADS } from './workloads.ts'

export type CloudMonitoringSimulatorOptions = {
  readonly port?: number
  readonly host?: string
  readonly projectId: string
  /** PEM of the key a service account signs with: tokens are verified. */
  readonly publicKey: string
  /** The key is known and may not read metrics: 403. */
  readonly denied?: boolean
  readonly seed?: string
  readonly scale?: number
  readonly now?: number | (() => number)
  /** Series of a page at most. */
  readonly seriesPerPage?: number
  readonly vertex?: readonly GoogleWorkload[]
  readonly gemini?: readonly GoogleWorkload[]
  readonly faults?: readonly Fault[]
}

export type CloudMonitoringSimulator = {
  readonly url: string
  close(): Promise<void>
  readonly control: {
    addFault(fault: Fault): void
    setNow(milliseconds: number): void
    restate(day: string, factor: number): void
    /** What the project counted, without the detour over HTTP. */
    readonly series: readonly Series[]
    readonly requests: readonly SeenRequest[]
  }
}

const HOUR = 3_600_000
const STATUS: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  429: 'RESOURCE_EXHAUSTED',
}

/** Starts a local server that speaks `projects.timeSeries.list` of Cloud Monitoring for a project that uses Gemini. */
export async function startCloudMonitoringSimulator(
  options: CloudMonitoringSimulatorOptions,
): Promise<CloudMonitoringSimulator> {
  const present = presentOf(options.now)
  const factors = new Map<string, number>()
  const series = allSeries({
    seed: options.seed ?? 'harborline',
    scale: options.scale ?? 1,
    projectId: options.projectId,
    vertex: options.vertex ?? VERTEX_WORKLOADS,
    gemini: options.gemini ?? GEMINI_WORKLOADS,
    factor: (day) => factors.get(day) ?? 1,
  })

  function answer(request: IncomingMessage, url: URL): object {
    authorize(request, options)
    const project = /^\/v3\/projects\/([^/]+)\/timeSeries$/.exec(url.pathname)?.[1]
    if (project === undefined) throw refusal(404, 'Not found.')
    if (project !== options.projectId)
      throw refusal(403, 'Permission monitoring.timeSeries.list denied (or the resource may not exist).')
    const type = /^metric\.type = "([^"]+)"$/.exec(url.searchParams.get('filter') ?? '')?.[1]
    const found = series.filter(({ metric }) => metric.type === type)
    if (found.length === 0) throw refusal(404, `Cannot find metric(s) that match type = "${type}".`)
    if (url.searchParams.get('aggregation.alignmentPeriod') !== '3600s')
      throw refusal(400, 'This server aligns to the hour only.')
    const start = Date.parse(url.searchParams.get('interval.startTime') ?? '')
    const end = Math.min(Date.parse(url.searchParams.get('interval.endTime') ?? ''), present.now())
    if (Number.isNaN(start) || Number.isNaN(end)) throw refusal(400, 'The interval is not valid.')
    const query = new URLSearchParams(url.searchParams)
    query.delete('pageToken')
    const token = url.searchParams.get('pageToken')
    const first = token ? readPageToken(token, query.toString()) : 0
    if (first === undefined) throw refusal(400, 'The page token is not of this query.')
    const last = first + (options.seriesPerPage ?? found.length)
    return {
      timeSeries: found.slice(first, last).flatMap((each) => timeSeries(each, start, end)),
      ...(last < found.length && { nextPageToken: makePageToken(last, query.toString()) }),
    }
  }

  const server = await startJsonServer({
    ...options,
    answer,
    toJson: (value) => JSON.stringify(value),
    refusal: refusalBody,
    headers: () => ({}),
    repeatPage: (value, url) => ({
      ...value,
      nextPageToken: url.searchParams.get('pageToken') || 'page_again',
    }),
  })
  return {
    url: server.origin,
    close: () => server.close(),
    control: {
      addFault: (fault) => server.faults.add(fault),
      setNow: present.set,
      restate: (day, factor) => factors.set(day, factor),
      series,
      requests: server.requests,
    },
  }
}

/** Points newest first, each dated by its end; hours without use have none. */
function timeSeries({ metric, resource, count }: Series, start: number, end: number): object[] {
  const points: object[] = []
  for (let hour = start; hour + HOUR <= end; hour += HOUR) {
    const value = count(hour)
    if (value > 0)
      points.unshift({
        interval: { startTime: new Date(hour).toISOString(), endTime: new Date(hour + HOUR).toISOString() },
        value: { int64Value: String(value) },
      })
  }
  return points.length === 0 ? [] : [{ metric, resource, metricKind: 'DELTA', valueType: 'INT64', points }]
}

function authorize(request: IncomingMessage, { publicKey, denied }: CloudMonitoringSimulatorOptions): void {
  if (!bearsOwnToken(request, publicKey))
    throw refusal(401, 'Request had invalid authentication credentials.')
  if (denied)
    throw refusal(403, 'Permission monitoring.timeSeries.list denied (or the resource may not exist).')
}

function refusal(code: number, message: string): Refusal {
  return new Refusal(code, message, errorBody(code, message))
}

function refusalBody(code: number): string {
  return JSON.stringify(errorBody(code, 'The request was refused.'))
}

function errorBody(code: number, message: string): object {
  return { error: { code, message, status: STATUS[code] ?? 'UNAVAILABLE' } }
}
