import type { Catalog } from '@cloudact/catalog/catalog'
import type { Pipeline } from '@cloudact/catalog/pipeline'
import { pipelineIdOf } from '@cloudact/engine/run-variables'
import type { PipelineConfigRow } from '@cloudact/store/schedules/pipeline-config-row'
import type { DueRun } from '@cloudact/store/schedules/scheduled-runs'
import type { SchedulableOrg } from '@cloudact/store/schedules/schedulable-orgs'
import { latestOccurrence } from './occurrences.ts'

/** Whether an organization has what a pipeline needs: its provider's credential, or any for one that only transforms. */
export function isApplicable(pipeline: Pipeline, org: SchedulableOrg): boolean {
  if (!pipeline.enabled || pipeline.system) return false
  return pipeline.provider === undefined
    ? org.providers.length > 0
    : org.providers.includes(pipeline.provider)
}

/** What became due for an organization after `from` and up to `to`. Its own schedules win over the catalog's. */
export function duePipelines(
  catalog: Catalog,
  org: SchedulableOrg,
  own: readonly PipelineConfigRow[],
  from: Date,
  to: Date,
): DueRun[] {
  const ownByPath = new Map(own.map((config) => [config.pipeline_template, config]))
  return [...catalog.pipelines].flatMap(([path, pipeline]): DueRun[] => {
    if (!isApplicable(pipeline, org)) return []
    const config = ownByPath.get(path)
    if (config?.is_active === false) return []
    const pattern = config?.schedule_cron ?? pipeline.schedule
    if (pattern === undefined) return []
    const scheduledTime = latestOccurrence(pattern, config?.timezone ?? 'UTC', from, to)
    if (scheduledTime === undefined) return []
    const configId = config?.config_id ?? `catalog:${org.org_slug}:${path}`
    return [
      {
        configId,
        org: org.org_slug,
        pipelineId: pipelineIdOf(org.org_slug, path),
        pipelinePath: path,
        scheduledTime,
      },
    ]
  })
}
