import type { Catalog } from '@cloudact/catalog/catalog'
import type { Pipeline } from '@cloudact/catalog/pipeline'
import type { Day } from '@cloudact/core/day'
import { AppError } from '@cloudact/core/errors'
import type { OrgSlug } from '@cloudact/core/org-slug'
import { z } from 'zod'
import type { ApiContext } from '../../context.ts'
import { readJson, readRefusal } from '../../pipeline-service/refusal.ts'
import { sendToPipelineService } from '../../pipeline-service/send-request.ts'
import { offeredPipelines } from '../validator/pipeline-shape.ts'

/** How long a pipeline that others wait for may take before they start anyway. */
const WAIT_SECONDS = 1_800
const Started = z.looseObject({ run_id: z.string() })

export type Planned = { readonly path: string; readonly pipeline: Pipeline }
export type StartResult = {
  readonly org_slug: OrgSlug
  readonly pipeline: string
  readonly outcome: 'planned' | 'started' | 'failed' | 'quota'
  readonly run_id?: string
  readonly message?: string
}

/**
 * The scheduled pipelines an organization can run: those of providers it configured, and those that only transform.
 * A filter of categories or providers leaves the transforming ones in, because they follow from the others.
 */
export function planBatch(
  catalog: Catalog,
  filter: {
    readonly configured: readonly string[]
    readonly categories?: readonly string[] | undefined
    readonly providers?: readonly string[] | undefined
  },
): Planned[] {
  return offeredPipelines(catalog)
    .map(([path, pipeline]) => ({ path, pipeline }))
    .filter(({ path, pipeline }) => {
      if (!pipeline.enabled || pipeline.schedule === undefined) return false
      if (filter.categories && !filter.categories.includes(path.split('/')[0] ?? '')) return false
      if (pipeline.provider === undefined) return filter.configured.length > 0
      return (
        filter.configured.includes(pipeline.provider) &&
        (filter.providers?.includes(pipeline.provider) ?? true)
      )
    })
}

/** Starts an organization's pipelines; each one after those of the batch it comes after have ended. */
export async function startBatch(
  context: ApiContext,
  batch: {
    readonly org: OrgSlug
    readonly planned: readonly Planned[]
    readonly date: Day
    readonly requestId: string
    readonly signal: AbortSignal
  },
): Promise<StartResult[]> {
  const awaited = new Set(batch.planned.flatMap(({ pipeline }) => pipeline.after))
  const running = new Map<string, Promise<StartResult>>()
  const startOne = ({ path, pipeline }: Planned): Promise<StartResult> => {
    const known = running.get(path)
    if (known) return known
    const before = batch.planned.filter((other) => other.path !== path && pipeline.after.includes(other.path))
    const started = Promise.all(before.map(startOne)).then(() =>
      start(context, batch, path, awaited.has(path)),
    )
    running.set(path, started)
    return started
  }
  return Promise.all(batch.planned.map(startOne))
}

async function start(
  context: ApiContext,
  batch: {
    readonly org: OrgSlug
    readonly date: Day
    readonly requestId: string
    readonly signal: AbortSignal
  },
  path: string,
  wait: boolean,
): Promise<StartResult> {
  const { org, date, requestId, signal } = batch
  try {
    const response = await sendToPipelineService(context, {
      method: 'POST',
      path: `/api/v1/pipelines/run/${org}/${path}${wait ? `?wait=${WAIT_SECONDS}` : ''}`,
      body: { date },
      requestId,
      userId: 'run-all',
      signal,
    })
    const status = response.statusCode ?? 502
    if (status >= 400) throw await readRefusal(response, status)
    return {
      org_slug: org,
      pipeline: path,
      outcome: 'started',
      run_id: Started.parse(await readJson(response)).run_id,
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return {
      org_slug: org,
      pipeline: path,
      outcome: error.code === 'quota_exceeded' ? 'quota' : 'failed',
      message: error.message,
    }
  }
}
