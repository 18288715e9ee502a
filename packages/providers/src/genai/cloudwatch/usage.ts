import { addDays, type DayRange } from '@cloudact/core/day'
import type { ProcessorContext } from '@cloudact/engine/processor'
import { ContextBands } from '../metrics/context-bands.ts'
import { type CountedKind, HourlyCounts } from '../metrics/hourly-counts.ts'
import type { UsageBatch } from '../payg-adapter.ts'
import type { CloudWatch, ModelMetric } from './client.ts'
import { bedrockModel } from './model-id.ts'
import { tokenParts } from './token-parts.ts'

const METRICS: Readonly<Record<string, CountedKind>> = {
  InputTokenCount: 'input',
  OutputTokenCount: 'output',
  CacheReadInputTokenCount: 'cached',
  CacheWriteInputTokenCount: 'cacheWrite',
  Invocations: 'requests',
}
const DAYS_PER_BATCH = 7
/** Metrics without data for so long are no longer listed. */
const LISTED_DAYS = 14

export type Region = { readonly name: string; readonly api: CloudWatch }

/** Token counts by hour, model and region, a week at a time. */
export async function* readTokenUsage(
  context: ProcessorContext,
  regions: readonly Region[],
  range: DayRange,
): AsyncIterable<UsageBatch> {
  const bands = new ContextBands(context.catalog, 'bedrock')
  const listed: { readonly region: Region; readonly models: readonly ModelMetric[] }[] = []
  for (const region of regions) listed.push({ region, models: await region.api.models(Object.keys(METRICS)) })
  let cacheWrites = false
  for (let start = range.start; start < range.end; start = addDays(start, DAYS_PER_BATCH)) {
    const end = addDays(start, DAYS_PER_BATCH)
    const batch = { start, end: end < range.end ? end : range.end }
    const counts = new HourlyCounts('bedrock', tokenParts)
    for (const { region, models } of listed) {
      context.signal.throwIfAborted()
      for (const { metric, modelId, hour, count } of await region.api.hourly(models, batch)) {
        const kind = METRICS[metric]
        if (kind === undefined) continue
        cacheWrites ||= kind === 'cacheWrite' && count > 0
        const { model, tier, resourceId } = bedrockModel(modelId)
        counts.add(
          hour,
          {
            endpoint: 'invoke_model',
            model,
            projectId: null,
            resourceId,
            tier,
            contextBand: bands.of(model),
            region: region.name,
          },
          kind,
          count,
        )
      }
    }
    yield counts.batch(batch)
  }
  bands.report(context, 'CloudWatch')
  report(context, range, cacheWrites)
}

function report(context: ProcessorContext, range: DayRange, cacheWrites: boolean): void {
  const table = 'genai_payg_usage_raw'
  if (cacheWrites) {
    context.finding({
      code: 'cache_lifetime_not_told',
      severity: 'info',
      message:
        'CloudWatch does not tell whether cache writes live five minutes or an hour, which have different prices. They are counted and have no cost here; the AWS bill has it.',
      table,
    })
  }
  if (range.start < addDays(context.run.startedAt.slice(0, 10), -LISTED_DAYS)) {
    context.finding({
      code: 'models_not_listed',
      severity: 'warning',
      message: `CloudWatch lists metrics of the last ${LISTED_DAYS} days only: usage of models that were not used since is missing from earlier days.`,
      table,
    })
  }
}
