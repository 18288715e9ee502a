import type { CountedKind } from '../metrics/hourly-counts.ts'
import type { MetricPoint } from './client.ts'

type Labels = Pick<MetricPoint, 'metricLabels' | 'resourceLabels'>

export type TokenMetric = {
  readonly type: string
  /** Undefined: a direction nobody knows, which becomes a finding. */
  readonly kind: (point: Labels) => CountedKind | undefined
}

/** How a Google service writes its token counts into Cloud Monitoring. */
export type TokenSource = {
  /** As it is named in messages. */
  readonly service: string
  /** The first one counts tokens. */
  readonly metrics: readonly [TokenMetric, ...TokenMetric[]]
  readonly endpoint: string
  readonly model: (point: Labels) => string
  readonly region: (point: Labels) => string | null
  readonly tier: (point: Labels) => string
}
