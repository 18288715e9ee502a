import type { Pipeline } from '@cloudact/catalog/pipeline'
import { formatDay } from '@cloudact/core/day'
import { AppError } from '@cloudact/core/errors'
import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Transaction } from '@cloudact/core/ports/sql'
import { isFinal } from '@cloudact/core/run-state'
import type { RunState } from '@cloudact/core/run-state'
import { listCredentials } from '@cloudact/store/credentials/list-credentials'
import type { RunQueue } from '@cloudact/store/queue/run-queue'
import { acceptRunIn } from '@cloudact/store/runs/accept-run'
import {
  lockScheduledRun,
  readPrerequisites,
  settleScheduledRun,
  type ScheduledRunRow,
} from '@cloudact/store/schedules/scheduled-runs'
import { listSchedulableOrgs, type SchedulableOrg } from '@cloudact/store/schedules/schedulable-orgs'
import type { PipelineDependencies } from '../dependencies.ts'
import { runRange } from '../domain/run-range.ts'
import { isApplicable } from './due-pipelines.ts'

/** An occurrence that still cannot start this long after its time is given up; the next one covers its days. */
const GIVE_UP_MILLISECONDS = 20 * 3_600_000

export type Started =
  | { readonly kind: 'started'; readonly runId: string }
  | { readonly kind: 'waiting'; readonly reason: string }
  | { readonly kind: 'failed'; readonly reason: string }

type Ports = PipelineDependencies & { readonly queue: RunQueue }

/** Starts a due occurrence when the pipelines it comes after have completed. Accepting and settling are one transaction. */
export async function startOccurrence(ports: Ports, occurrence: ScheduledRunRow): Promise<Started> {
  const { queue, clock } = ports
  const now = clock.now()
  const { org_slug: org, pipeline_path: path } = occurrence
  const database = ports.database.forOrg(org)
  const catalog = ports.catalogFor(org)
  const pipeline = catalog.pipelines.get(path)
  const [organization] = await listSchedulableOrgs(database, org)
  if (pipeline === undefined || organization === undefined || !isApplicable(pipeline, organization)) {
    return fail(ports, occurrence, 'The organization can no longer run this pipeline.')
  }
  const obstacle = await findObstacle(ports, occurrence, pipeline, organization)
  if (obstacle !== undefined) {
    const late = now - occurrence.scheduled_time.getTime() > GIVE_UP_MILLISECONDS
    return late ? fail(ports, occurrence, obstacle) : { kind: 'waiting', reason: obstacle }
  }
  try {
    const runId = await database.transaction(async (tx) => {
      if (!(await lockScheduledRun(tx, occurrence.run_id))) return undefined
      const request = {
        org,
        pipelineId: occurrence.pipeline_id,
        pipelinePath: path,
        range: runRange({}, pipeline, now),
        triggerType: 'scheduler' as const,
        triggerBy: 'scheduler',
        configVersion: catalog.version,
      }
      const runs: string[] = []
      for (const credentialId of await credentialsToRun(tx, org, pipeline)) {
        const { run } = await acceptRunIn(tx, queue, { ...request, credentialId }, now)
        runs.push(run.pipeline_logging_id)
      }
      const [first = ''] = runs
      await settleScheduledRun(tx, occurrence.run_id, { pipelineLoggingId: first }, now)
      return first
    })
    return runId === undefined
      ? { kind: 'waiting', reason: 'Another scheduler is at it.' }
      : { kind: 'started', runId }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    // A slot frees by itself within the day; a used-up day or month does not.
    if (error.code === 'quota_exceeded' && error.public.limit === 'concurrent')
      return { kind: 'waiting', reason: error.message }
    return fail(ports, occurrence, error.message)
  }
}

/** Credentials a scheduled run is started for; the empty one is the newest of the provider when the run begins. */
async function credentialsToRun(
  tx: Transaction,
  org: OrgSlug,
  { each_integration: each, provider }: Pipeline,
): Promise<readonly string[]> {
  if (!each) return ['']
  const own = (await listCredentials(tx, org)).filter((credential) => credential.provider === provider)
  return own.length === 0 ? [''] : own.map((credential) => credential.credential_id)
}

/** What the occurrence still waits for, as a sentence. Only pipelines this organization can run count. */
async function findObstacle(
  ports: Ports,
  occurrence: ScheduledRunRow,
  pipeline: Pipeline,
  organization: SchedulableOrg,
): Promise<string | undefined> {
  const catalog = ports.catalogFor(occurrence.org_slug)
  const before = pipeline.after.filter((path) => {
    const other = catalog.pipelines.get(path)
    return other !== undefined && isApplicable(other, organization)
  })
  if (before.length === 0) return undefined
  const midnight = new Date(`${formatDay(occurrence.scheduled_time.getTime())}T00:00:00Z`)
  const states = await readPrerequisites(
    ports.database.forOrg(occurrence.org_slug),
    occurrence.org_slug,
    before,
    midnight,
  )
  const open = before.find((path) => !hasDone(states.get(path), pipeline.after_needs))
  if (open === undefined) return undefined
  const state: RunState | undefined = states.get(open)
  const how = state === undefined ? 'has not run yet' : isFinal(state) ? `ended as ${state}` : `is ${state}`
  return `It comes after ${open}, which ${how} that day.`
}

function hasDone(state: RunState | undefined, needed: Pipeline['after_needs']): boolean {
  if (state === undefined) return false
  return state === 'COMPLETED' || (needed === 'ended' && isFinal(state))
}

async function fail(ports: Ports, occurrence: ScheduledRunRow, reason: string): Promise<Started> {
  await settleScheduledRun(ports.database, occurrence.run_id, { error: reason }, ports.clock.now())
  return { kind: 'failed', reason }
}
