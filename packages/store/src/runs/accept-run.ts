import { randomUUID } from 'node:crypto'
import { addDays, daysBetween, type DayRange } from '@cloudact/core/day'
import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Database, Transaction } from '@cloudact/core/ports/sql'
import { nextQueuePosition } from '../queue/queue-position.ts'
import type { RunQueue } from '../queue/run-queue.ts'
import { healQuota } from '../quota/heal-quota.ts'
import { quotaRefusal } from '../quota/quota-refusal.ts'
import { reserveQuota } from '../quota/reserve-quota.ts'
import { lockSubscription, type Subscription } from '../quota/subscription.ts'
import { OPEN_STATES, RUN_COLUMNS, type RunRow } from './run-row.ts'

export type TriggerType = 'api' | 'scheduler' | 'batch' | 'retry' | 'cli' | 'demo'

export type RunRequest = {
  readonly org: OrgSlug
  readonly pipelineId: string
  readonly pipelinePath: string
  /** Empty when the request named none. */
  readonly credentialId: string
  readonly range: DayRange
  readonly triggerType: TriggerType
  readonly triggerBy: string
  readonly userId?: string
  readonly apiKeyId?: string
  readonly parameters?: Readonly<Record<string, unknown>>
  readonly configVersion: string
  /** The ended run whose completed steps this one takes over. */
  readonly resumedFrom?: string
}

export type AcceptedRun = { readonly run: RunRow; readonly duplicate: boolean }

/**
 * Accepts a run in one transaction: quota, run, queue entry and wake-up exist together or not at all. A request that
 * means the same work as a run still open gets that run and uses no quota. `now` is milliseconds. Throws
 * `quota_exceeded` with Retry-After, `forbidden` without a subscription that may run, `not_found` for an unknown one.
 */
export async function acceptRun(
  database: Database,
  queue: RunQueue,
  request: RunRequest,
  now: number,
): Promise<AcceptedRun> {
  return database.transaction((tx) => acceptRunIn(tx, queue, request, now))
}

/** The same as part of a larger transaction. */
export async function acceptRunIn(
  tx: Transaction,
  queue: RunQueue,
  request: RunRequest,
  now: number,
): Promise<AcceptedRun> {
  const subscription = await lockSubscription(tx, request.org)
  const dedupeKey = dedupeKeyOf(request)
  const open = await findOpenRun(tx, dedupeKey)
  if (open !== undefined) return { run: open, duplicate: true }
  await reserve(tx, request.org, subscription, now)
  return { run: await insertRun(tx, queue, request, { dedupeKey, holdsSlot: true }, now), duplicate: false }
}

/**
 * Accepts a run of the operator's: no organization's quota is touched. Requests with equal parameters mean the same
 * work. `now` is milliseconds.
 */
export async function acceptOperatorRun(
  database: Database,
  queue: RunQueue,
  request: RunRequest,
  now: number,
): Promise<AcceptedRun> {
  return database.transaction(async (tx) => {
    // Two requests at once take turns, so that the later one finds the run of the earlier.
    await tx.query('SELECT 1 FROM org_profiles WHERE org_slug = $1 FOR NO KEY UPDATE', [request.org])
    const dedupeKey = `${request.pipelinePath}|${JSON.stringify(request.parameters ?? {})}`
    const open = await findOpenRun(tx, dedupeKey)
    if (open !== undefined) return { run: open, duplicate: true }
    return {
      run: await insertRun(tx, queue, request, { dedupeKey, holdsSlot: false }, now),
      duplicate: false,
    }
  })
}

async function findOpenRun(tx: Transaction, dedupeKey: string): Promise<RunRow | undefined> {
  const [open] = await tx.query<RunRow>(
    `SELECT ${RUN_COLUMNS} FROM org_meta_pipeline_runs WHERE dedupe_key = $1 AND status IN ${OPEN_STATES}`,
    [dedupeKey],
  )
  return open
}

/** Equal for requests that mean the same work. */
function dedupeKeyOf(request: Pick<RunRequest, 'org' | 'pipelineId' | 'credentialId' | 'range'>): string {
  return [request.org, request.pipelineId, request.credentialId, request.range.start, request.range.end].join(
    '|',
  )
}

async function reserve(
  tx: Transaction,
  org: OrgSlug,
  subscription: Subscription,
  now: number,
): Promise<void> {
  let reservation = await reserveQuota(tx, org, subscription, now)
  if (!reservation.granted && reservation.limit === 'concurrent' && (await healQuota(tx, org, now))) {
    reservation = await reserveQuota(tx, org, subscription, now)
  }
  if (!reservation.granted) throw quotaRefusal(reservation.limit, reservation.value, now)
}

/** Inserts the run in its place of the queue. */
async function insertRun(
  tx: Transaction,
  queue: RunQueue,
  request: RunRequest,
  { dedupeKey, holdsSlot }: { readonly dedupeKey: string; readonly holdsSlot: boolean },
  now: number,
): Promise<RunRow> {
  const { range } = request
  const position = await nextQueuePosition(tx, request.org)
  const [run] = await tx.query<RunRow>(
    `INSERT INTO org_meta_pipeline_runs (pipeline_logging_id, org_slug, pipeline_id, pipeline_path, status, trigger_type, trigger_by,
       user_id, org_api_key_id, start_time, state_since, created_at, run_date, start_date, end_date, credential_id, parameters,
       dedupe_key, queue_position, config_version, resumed_from, holds_slot)
     VALUES ($1, $2, $3, $4, 'PENDING', $5, $6, $7, $8, $9, $9, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
     RETURNING ${RUN_COLUMNS}`,
    [
      `run_${randomUUID().replaceAll('-', '')}`,
      request.org,
      request.pipelineId,
      request.pipelinePath,
      request.triggerType,
      request.triggerBy,
      request.userId ?? null,
      request.apiKeyId ?? null,
      new Date(now),
      daysBetween(range.start, range.end) === 1 ? range.start : addDays(range.end, -1),
      range.start,
      range.end,
      request.credentialId,
      JSON.stringify(request.parameters ?? {}),
      dedupeKey,
      position,
      request.configVersion,
      request.resumedFrom ?? null,
      holdsSlot,
    ],
  )
  if (run === undefined) throw new Error('INSERT … RETURNING returned no row.')
  await queue.enqueue(tx, run.pipeline_logging_id, position)
  return run
}
