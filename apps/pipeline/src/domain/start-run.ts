import { AppError } from '@cloudact/core/errors'
import type { DayRange } from '@cloudact/core/day'
import type { OrgSlug } from '@cloudact/core/org-slug'
import { refuseBeforeHistory } from '@cloudact/catalog/history-start'
import type { Pipeline } from '@cloudact/catalog/pipeline'
import type { Caller } from '@cloudact/http/caller'
import { pipelineIdOf } from '@cloudact/engine/run-variables'
import { findActiveCredential } from '@cloudact/store/credentials/find-credential'
import {
  acceptRun,
  type AcceptedRun,
  type RunRequest,
  type TriggerType,
} from '@cloudact/store/runs/accept-run'
import type { PipelineContext } from '../context.ts'

export type StartRequest = {
  readonly org: OrgSlug
  readonly path: string
  readonly pipeline: Pipeline
  readonly range: DayRange
  readonly credentialId?: string | undefined
  readonly triggerType: TriggerType
  readonly triggerBy: string
  readonly caller: Caller
  readonly resumedFrom?: string
}

/**
 * Accepts a run after checking that the vendor can have data of its days and that its credential is the organization's
 * and the pipeline's. Throws as `acceptRun` does, and `invalid_input` or `not_found` before any quota is used.
 */
export async function startRun(context: PipelineContext, request: StartRequest): Promise<AcceptedRun> {
  const { org, pipeline, credentialId } = request
  if (pipeline.provider !== undefined)
    refuseBeforeHistory(context.catalogFor(org).providers.get(pipeline.provider), request.range, 'body')
  if (credentialId !== undefined) await requireCredential(context, org, pipeline, credentialId)
  return acceptRun(context.database, context.queue, toRunRequest(context, request), context.clock.now())
}

function toRunRequest(context: PipelineContext, request: StartRequest): RunRequest {
  const { org, path, caller } = request
  return {
    org,
    pipelineId: pipelineIdOf(org, path),
    pipelinePath: path,
    credentialId: request.credentialId ?? '',
    range: request.range,
    triggerType: request.triggerType,
    triggerBy: request.triggerBy,
    ...(caller.kind === 'person' ? { userId: caller.userId } : {}),
    ...(caller.kind === 'key' ? { apiKeyId: caller.keyId } : {}),
    parameters: { start_date: request.range.start, end_date: request.range.end },
    configVersion: context.catalogFor(org).version,
    ...(request.resumedFrom === undefined ? {} : { resumedFrom: request.resumedFrom }),
  }
}

async function requireCredential(
  context: PipelineContext,
  org: OrgSlug,
  pipeline: Pipeline,
  credentialId: string,
): Promise<void> {
  const { provider } = pipeline
  const found =
    provider === undefined
      ? undefined
      : await findActiveCredential(context.database, { org, provider, credentialId })
  if (found === undefined) {
    throw new AppError(
      'not_found',
      `There is no active credential ${credentialId.slice(0, 80)} for this pipeline in this organization.`,
    )
  }
}

/** Who is written down as having asked. */
export function nameOf(caller: Caller): string {
  switch (caller.kind) {
    case 'person':
      return caller.email
    case 'key':
      return `key:${caller.keyId}`
    case 'root':
      return caller.onBehalfOf ?? 'root'
    case 'anonymous':
      return 'anonymous'
  }
}
