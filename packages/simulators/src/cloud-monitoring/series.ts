import { type MeteredHour, meteredHour, type MeteredOptions } from '../vendor/metered-hour.ts'
import type { GoogleWorkload } from './workloads.ts'

export type Series = {
  readonly metric: { readonly type: string; readonly labels: Readonly<Record<string, string>> }
  readonly resource: { readonly type: string; readonly labels: Readonly<Record<string, string>> }
  /** The count of the hour that begins at `hour`. */
  readonly count: (hour: number) => number
}

const VERTEX = 'aiplatform.googleapis.com/publisher/online_serving'
const GEMINI = 'generativelanguage.googleapis.com'

export type SeriesOptions = MeteredOptions & {
  readonly projectId: string
  readonly vertex: readonly GoogleWorkload[]
  readonly gemini: readonly GoogleWorkload[]
  /** Multiplies a day's counts from when it was restated. */
  readonly factor: (day: string) => number
}

/** Every series of the project; a metric that has none does not exist. */
export function allSeries(options: SeriesOptions): Series[] {
  const count = (workload: GoogleWorkload, part: (counts: MeteredHour) => number) => (hour: number) =>
    Math.round(
      part(meteredHour(workload, hour, options)) * options.factor(new Date(hour).toISOString().slice(0, 10)),
    )
  return [
    ...options.vertex.flatMap((workload) => {
      const resource = {
        type: 'aiplatform.googleapis.com/PublisherModel',
        labels: {
          resource_container: options.projectId,
          location: workload.region,
          publisher: workload.publisher,
          model_user_id: workload.model,
          model_version_id: '',
        },
      }
      const request_type = workload.requestType ?? 'shared'
      const tokens = (type: string, part: (counts: MeteredHour) => number): Series => ({
        metric: { type: `${VERTEX}/token_count`, labels: { type, request_type } },
        resource,
        count: count(workload, part),
      })
      return [
        tokens('input', ({ input }) => input),
        tokens('output', ({ output }) => output),
        ...(workload.cachedShare === undefined ? [] : [tokens('cached_input', ({ cached }) => cached)]),
        {
          metric: { type: `${VERTEX}/model_invocation_count`, labels: { request_type } },
          resource,
          count: count(workload, ({ requests }) => requests),
        },
      ]
    }),
    ...options.gemini.flatMap((workload) => {
      const tokens = (direction: 'input' | 'output'): Series => ({
        metric: {
          type: `${GEMINI}/generate_content_usage_${direction}_token_count`,
          labels: { model: workload.model },
        },
        resource: {
          type: `${GEMINI}/Location`,
          labels: { resource_container: options.projectId, location: workload.region },
        },
        count: count(workload, (counts) => counts[direction]),
      })
      return [tokens('input'), tokens('output')]
    }),
  ]
}
