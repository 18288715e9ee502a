import type { IncomingMessage } from 'node:http'
import type { Fault } from '../vendor/faults.ts'
import { type SeenRequest, startJsonServer } from '../vendor/json-server.ts'
import { type MeteredHour, meteredHour, type MeteredWorkload } from '../vendor/metered-hour.ts'
import { makePageToken, readPageToken } from '../vendor/page-token.ts'
import { presentOf } from '../vendor/present.ts'
import { Refusal } from '../vendor/refusal.ts'
import { type DataQuery, parseDataRequest, parseListRequest } from './query.ts'
import { BEDROCK_WORKLOADS } from './workloads.ts'

export type CloudWatchSimulatorOptions = {
  readonly port?: number
  readonly host?: string
  readonly accessKeyIds: readonly string[]
  /** Known keys without the right to read metrics. */
  readonly deniedKeyIds?: readonly string[]
  readonly seed?: string
  readonly scale?: number
  readonly now?: number | (() => number)
  /** Metrics or series of a page at most. */
  readonly perPage?: number
  readonly workloads?: readonly MeteredWorkload[]
  readonly faults?: readonly Fault[]
}

export type CloudWatchSimulator = {
  readonly url: string
  close(): Promise<void>
  readonly control: {
    addFault(fault: Fault): void
    /** The next calls are throttled as AWS does it: a 400. */
    throttle(times: number): void
    /** What a workload counted, without the detour over HTTP. */
    count(workload: MeteredWorkload, hour: number): MeteredHour
    readonly workloads: readonly MeteredWorkload[]
    readonly requests: readonly SeenRequest[]
  }
}

export const ACCOUNT = '111122223333'
const HOUR = 3_600_000
const PARTS: Readonly<Record<string, (counts: MeteredHour) => number>> = {
  // The input of Bedrock is what is left beside the cache.
  InputTokenCount: ({ input, cached, cacheWrite }) => input - cached - cacheWrite,
  OutputTokenCount: ({ output }) => output,
  CacheReadInputTokenCount: ({ cached }) => cached,
  CacheWriteInputTokenCount: ({ cacheWrite }) => cacheWrite,
  Invocations: ({ requests }) => requests,
}

/** Starts a local server that speaks ListMetrics and GetMetricData of CloudWatch (JSON 1.0), and STS. */
export async function startCloudWatchSimulator(
  options: CloudWatchSimulatorOptions,
): Promise<CloudWatchSimulator> {
  const { seed = 'harborline', scale = 1, workloads = BEDROCK_WORKLOADS } = options
  const present = presentOf(options.now)
  let throttled = 0
  const count = (workload: MeteredWorkload, hour: number) => meteredHour(workload, hour, { seed, scale })

  function answer(request: IncomingMessage, _url: URL, sent: string): object {
    const { key, region } = signer(request)
    if (!options.accessKeyIds.includes(key) && !options.deniedKeyIds?.includes(key)) {
      if (sent.includes('Action=')) throw new XmlRefusal()
      throw refusal(403, 'UnrecognizedClientException')
    }
    if (sent.includes('Action=GetCallerIdentity')) return { xml: IDENTITY }
    if (options.deniedKeyIds?.includes(key)) throw refusal(403, 'AccessDenied')
    if (throttled > 0) {
      throttled -= 1
      throw refusal(400, 'ThrottlingException')
    }
    const here = workloads.filter((workload) => workload.region === region)
    const target = String(request.headers['x-amz-target']).split('.').at(-1)
    if (target === 'ListMetrics') return listMetrics(here, sent)
    if (target === 'GetMetricData') return metricData(here, sent)
    throw refusal(400, 'InvalidAction')
  }

  function listMetrics(here: readonly MeteredWorkload[], sent: string): object {
    const { metric, token } = parseListRequest(sent)
    const used = here.filter(({ cachedShare }) => cachedShare !== undefined || !metric.startsWith('Cache'))
    // As AWS does, the same series is listed with further dimensions too.
    const metrics = used.flatMap(({ model }) => {
      const byModel = { Name: 'ModelId', Value: model }
      return [[byModel], [byModel, { Name: 'ServiceTier', Value: 'default' }]].map((Dimensions) => ({
        Namespace: 'AWS/Bedrock',
        MetricName: metric,
        Dimensions,
      }))
    })
    const { slice, next } = pageOf(metrics, metric, token)
    return { Metrics: slice, ...next }
  }

  function metricData(here: readonly MeteredWorkload[], sent: string): object {
    const { queries, start, end, token, identity } = parseDataRequest(sent)
    const { slice, next } = pageOf(queries, identity, token)
    return { MetricDataResults: slice.map((query) => result(here, query, start, end)), Messages: [], ...next }
  }

  function result(here: readonly MeteredWorkload[], query: DataQuery, start: number, end: number): object {
    const workload = here.find(({ model }) => model === query.modelId)
    const part = PARTS[query.metric]
    const timestamps: number[] = []
    const values: number[] = []
    for (let hour = start; workload && part && hour < Math.min(end, present.now()); hour += HOUR) {
      const value = part(count(workload, hour))
      if (value === 0) continue
      timestamps.push(hour / 1000)
      values.push(value)
    }
    return {
      Id: query.id,
      Label: query.metric,
      Timestamps: timestamps,
      Values: values,
      StatusCode: 'Complete',
    }
  }

  function pageOf<Item>(items: readonly Item[], identity: string, token: string | undefined) {
    const first = token === undefined ? 0 : readPageToken(token, identity)
    if (first === undefined) throw refusal(400, 'InvalidNextToken')
    const last = first + (options.perPage ?? items.length)
    const next = last < items.length ? { NextToken: makePageToken(last, identity) } : {}
    return { slice: items.slice(first, last), next }
  }

  const server = await startJsonServer({
    ...options,
    answer,
    toJson: (value) => ('xml' in value ? String(value.xml) : JSON.stringify(value)),
    refusal: () => JSON.stringify({ __type: 'InternalFailure', message: 'The request was refused.' }),
    headers: () => ({}),
    repeatPage: (value, _url, sent) => ({
      ...value,
      NextToken: /"NextToken":"([^"]+)"/.exec(sent)?.[1] ?? 'page_again',
    }),
  })
  return {
    url: server.origin,
    close: () => server.close(),
    control: {
      addFault: (fault) => server.faults.add(fault),
      throttle: (times) => {
        throttled = times
      },
      count,
      workloads,
      requests: server.requests,
    },
  }
}

const IDENTITY = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:iam::${ACCOUNT}:user/cloudact</Arn><UserId>AIDA1</UserId><Account>${ACCOUNT}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`

/** Key and region of a SigV4 signature. */
function signer(request: IncomingMessage): { readonly key: string; readonly region: string } {
  const scope = /Credential=([^/]+)\/\d+\/([^/]+)\//.exec(request.headers.authorization ?? '')
  return { key: scope?.[1] ?? '', region: scope?.[2] ?? '' }
}

function refusal(status: number, type: string): Refusal {
  return new Refusal(status, type, {
    __type: `com.amazonaws.cloudwatch#${type}`,
    message: 'The request was refused.',
  })
}

/** STS refuses in XML. */
class XmlRefusal extends Refusal {
  override readonly body: string

  constructor() {
    super(403, 'InvalidClientTokenId', {})
    this.body =
      '<ErrorResponse><Error><Type>Sender</Type><Code>InvalidClientTokenId</Code><Message>no</Message></Error></ErrorResponse>'
  }
}
