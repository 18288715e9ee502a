/** One series of a GetMetricData request. */
export type DataQuery = { readonly id: string; readonly metric: string; readonly modelId: string }

type Sent = {
  readonly MetricName?: string
  readonly NextToken?: string
  readonly StartTime?: number
  readonly EndTime?: number
  readonly MetricDataQueries?: readonly {
    readonly Id: string
    readonly MetricStat: {
      readonly Metric: {
        readonly MetricName: string
        readonly Dimensions: readonly { readonly Name: string; readonly Value: string }[]
      }
    }
  }[]
}

export function parseListRequest(sent: string): {
  readonly metric: string
  readonly token: string | undefined
} {
  const { MetricName: metric = '', NextToken: token } = JSON.parse(sent) as Sent
  return { metric, token }
}

/** `identity`: everything but the page, so that a token is good for the same request only. Times in milliseconds. */
export function parseDataRequest(sent: string) {
  const { NextToken: token, ...rest } = JSON.parse(sent) as Sent
  const queries: DataQuery[] = (rest.MetricDataQueries ?? []).map(
    ({ Id: id, MetricStat: { Metric: metric } }) => ({
      id,
      metric: metric.MetricName,
      modelId: metric.Dimensions.find(({ Name: name }) => name === 'ModelId')?.Value ?? '',
    }),
  )
  return {
    queries,
    start: (rest.StartTime ?? 0) * 1000,
    end: (rest.EndTime ?? 0) * 1000,
    token,
    identity: JSON.stringify(rest),
  }
}
