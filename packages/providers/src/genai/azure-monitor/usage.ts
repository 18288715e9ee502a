import { addDays, type DayRange } from '@cloudact/core/day'
import type { ProcessorContext } from '@cloudact/engine/processor'
import { JsonNumber } from '@cloudact/engine/json-source'
import { z } from 'zod'
import { ContextBands } from '../metrics/context-bands.ts'
import { type CountedKind, HourlyCounts } from '../metrics/hourly-counts.ts'
import type { UsageBatch } from '../payg-adapter.ts'
import { readDeploymentSkus } from './accounts.ts'
import type { AzureManagement } from './client.ts'
import { deploymentPrice, UNKNOWN_TIER } from './deployment-price.ts'
import { unexpected } from './list.ts'
import { modelVersions } from './model-version.ts'
import { tokenParts } from './token-parts.ts'

const METRICS: Readonly<Record<string, CountedKind>> = {
  ProcessedPromptTokens: 'input',
  GeneratedTokens: 'output',
}
const DIMENSIONS = ['ModelDeploymentName', 'ModelName', 'ModelVersion', 'Region']
const VERSION = '2023-10-01'
const DAYS_PER_BATCH = 7
/** Series of one answer; Azure gives ten unless it is asked for more. */
const MAX_SERIES = 1_000

const Answer = z.object({
  value: z.array(
    z.object({
      name: z.object({ value: z.string() }),
      timeseries: z.array(
        z.object({
          metadatavalues: z.array(z.object({ name: z.object({ value: z.string() }), value: z.string() })),
          data: z.array(z.object({ timeStamp: z.iso.datetime(), total: z.instanceof(JsonNumber).nullish() })),
        }),
      ),
    }),
  ),
})

/** Token counts by hour, deployment, model, version and region of every account, a week at a time. */
export async function* readTokenUsage(
  context: ProcessorContext,
  api: AzureManagement,
  accounts: readonly string[],
  range: DayRange,
): AsyncIterable<UsageBatch> {
  const bands = new ContextBands(context.catalog, 'azure_openai')
  const modelOf = modelVersions(context.catalog)
  const skus = new Map<string, ReadonlyMap<string, string>>()
  for (const account of accounts) skus.set(account, await readDeploymentSkus(api, account))
  const gone = new Set<string>()
  let prompts = false
  for (let start = range.start; start < range.end; start = addDays(start, DAYS_PER_BATCH)) {
    const end = addDays(start, DAYS_PER_BATCH)
    const batch = { start, end: end < range.end ? end : range.end }
    const counts = new HourlyCounts('azure_openai', tokenParts)
    for (const account of accounts) {
      context.signal.throwIfAborted()
      const answer = Answer.safeParse(await api.get(metricsPath(account, batch)))
      if (!answer.success) throw unexpected(z.prettifyError(answer.error))
      for (const { name, timeseries } of answer.data.value) {
        const kind = METRICS[name.value]
        if (kind === undefined) continue
        if (timeseries.length >= MAX_SERIES)
          throw unexpected(`${account} has ${MAX_SERIES} series or more, and some may be missing`)
        for (const { metadatavalues, data } of timeseries) {
          const labels = new Map(metadatavalues.map((label) => [label.name.value.toLowerCase(), label.value]))
          const deployment = labels.get('modeldeploymentname') ?? ''
          const model = modelOf(labels.get('modelname') ?? 'unknown', labels.get('modelversion') ?? '')
          const price = deploymentPrice(skus.get(account)?.get(deployment), labels.get('region') || null)
          for (const { timeStamp, total } of data) {
            const count = Number(total?.source ?? 0)
            if (count === 0) continue
            if (price.tier === UNKNOWN_TIER) gone.add(deployment)
            prompts ||= kind === 'input'
            counts.add(
              hourOf(timeStamp),
              {
                endpoint: 'deployments',
                model,
                projectId: null,
                resourceId: `${account}/deployments/${deployment}`,
                contextBand: bands.of(model),
                ...price,
              },
              kind,
              count,
            )
          }
        }
      }
    }
    yield counts.batch(batch)
  }
  bands.report(context, 'Azure Monitor')
  report(context, { gone, prompts })
}

function metricsPath(account: string, range: DayRange): string {
  const query = new URLSearchParams({
    metricnames: Object.keys(METRICS).join(','),
    timespan: `${range.start}T00:00:00Z/${range.end}T00:00:00Z`,
    interval: 'PT1H',
    aggregation: 'Total',
    top: String(MAX_SERIES),
    $filter: DIMENSIONS.map((dimension) => `${dimension} eq '*'`).join(' and '),
    'api-version': VERSION,
  })
  return `${account}/providers/microsoft.insights/metrics?${query.toString()}`
}

function hourOf(timeStamp: string): string {
  const at = new Date(timeStamp)
  if (at.getUTCMinutes() !== 0 || at.getUTCSeconds() !== 0) throw unexpected('a value is not of a whole hour')
  return at.toISOString().replace('.000Z', 'Z')
}

function report(
  context: ProcessorContext,
  { gone, prompts }: { readonly gone: ReadonlySet<string>; readonly prompts: boolean },
): void {
  const table = 'genai_payg_usage_raw'
  if (prompts) {
    context.finding({
      code: 'cached_input_not_told',
      severity: 'info',
      message:
        'Azure Monitor does not count cached prompt tokens. The whole prompt is priced as uncached: the estimate is what it costs at most. The Azure bill has the exact amount.',
      table,
    })
  }
  if (gone.size > 0) {
    const names = [...gone].sort()
    context.finding({
      code: 'deployment_unknown',
      severity: 'warning',
      message: `The kind of the deployments ${names.join(', ')} is not known: they were deleted, or the application may not list deployments. Their tokens are counted and have no cost here.`,
      table,
      detail: { deployments: names },
    })
  }
}
