import { addDays, type DayRange } from '@cloudact/core/day'
import type { ProcessorContext } from '@cloudact/engine/processor'
import { ContextBands } from '../metrics/context-bands.ts'
import { HourlyCounts } from '../metrics/hourly-counts.ts'
import type { UsageBatch } from '../payg-adapter.ts'
import type { CloudMonitoring } from './client.ts'
import type { TokenSource } from './token-source.ts'
import { tokenParts } from './token-parts.ts'

const DAYS_PER_BATCH = 7
const NO_NAME = 'unknown'

/** Token counts of a project by the hour, a week at a time. Nothing is guessed that the metric does not tell. */
export async function* readTokenUsage(
  context: ProcessorContext,
  api: CloudMonitoring,
  {
    provider,
    projectId,
    source,
  }: { readonly provider: string; readonly projectId: string; readonly source: TokenSource },
  range: DayRange,
): AsyncIterable<UsageBatch> {
  const bands = new ContextBands(context.catalog, provider)
  const absent = new Set<string>()
  const kinds = new Set<string>()
  for (let start = range.start; start < range.end; start = addDays(start, DAYS_PER_BATCH)) {
    const end = addDays(start, DAYS_PER_BATCH)
    const batch = { start, end: end < range.end ? end : range.end }
    const counts = new HourlyCounts(provider, tokenParts)
    for (const metric of source.metrics) {
      context.signal.throwIfAborted()
      const points = await api.hourly(projectId, metric.type, batch)
      if (points === undefined) absent.add(metric.type)
      for (const point of points ?? []) {
        const kind = metric.kind(point)
        if (kind === undefined) {
          counts.reject('the direction of its tokens is not known.', {
            hour: point.hour,
            ...point.metricLabels,
          })
          continue
        }
        kinds.add(kind)
        const model = source.model(point) || NO_NAME
        counts.add(
          point.hour,
          {
            endpoint: source.endpoint,
            model,
            projectId,
            tier: source.tier(point),
            contextBand: bands.of(model),
            region: source.region(point),
          },
          kind,
          point.count,
        )
      }
    }
    yield counts.batch(batch)
  }
  bands.report(context, 'Cloud Monitoring')
  if (kinds.has('input') && !kinds.has('cached')) {
    context.finding({
      code: 'cached_input_not_told',
      severity: 'info',
      message: `Cloud Monitoring counted no cached input of ${source.service}. The whole input is priced as uncached: the estimate is what it costs at most. The Google Cloud bill has the exact amount.`,
      table: 'genai_payg_usage_raw',
    })
  }
  reportLimits(context, source, projectId, absent)
}

function reportLimits(
  context: ProcessorContext,
  source: TokenSource,
  projectId: string,
  absent: ReadonlySet<string>,
): void {
  if (absent.size > 0) {
    context.finding({
      code: 'metric_absent',
      severity: absent.size === source.metrics.length ? 'warning' : 'info',
      message: `The project "${projectId}" has no metric ${[...absent].join(', ')}: either ${source.service} was never used there, or Google renamed it. What it would count is missing.`,
      table: 'genai_payg_usage_raw',
      detail: { project_id: projectId, metrics: [...absent] },
    })
  }
}
