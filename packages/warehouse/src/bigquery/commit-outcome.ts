import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Transaction } from '@cloudact/core/ports/sql'
import type { BigQueryContext } from './bigquery-context.ts'
import { closeCommit, listCommits, type OpenCommit } from './catalog/commits.ts'
import { recordCommit } from './catalog/slices.ts'
import { bumpVersion } from './catalog/version.ts'
import { readFailure } from './jobs/job-error.ts'
import { jobLabels } from './jobs/job-labels.ts'
import { askState, ATTEMPTS, attemptId, waitForJob, withRetries } from './jobs/run-job.ts'

export type Outcome = 'done' | 'running' | 'failed' | 'absent'

const NOT_FOUND = 404
/** No process waits this long between writing its plan down and starting the job. */
const FORGOTTEN_MILLISECONDS = 86_400_000

/** How the job of a commit ended, by BigQuery's own record of it. */
export async function commitOutcome(context: BigQueryContext, commitId: string): Promise<Outcome> {
  let outcome: Outcome = 'absent'
  for (let serial = 1; serial <= ATTEMPTS; serial += 1) {
    const next = await jobOutcome(context, attemptId(commitId, serial))
    if (next === 'absent') return outcome
    if (next !== 'failed') return next
    outcome = next
  }
  return outcome
}

async function jobOutcome(context: BigQueryContext, jobId: string): Promise<Outcome> {
  const run = { what: 'Looking for a job', labels: jobLabels({}) }
  return withRetries(context, run, async () => {
    try {
      const state = await askState(context.client.job(jobId, { location: context.location }))
      if (!state.done) return 'running'
      return state.failure === undefined ? 'done' : 'failed'
    } catch (error) {
      if (readFailure(error)?.status === NOT_FOUND) return 'absent'
      throw error
    }
  })
}

/**
 * Finishes the bookkeeping of changes whose process died between BigQuery's commit and the catalog's, in a transaction
 * that has the organization's version locked: their processes cannot be alive and past that lock. `wait`: also for a job
 * that is still running, because what follows depends on it.
 */
export async function settleCommits(
  context: BigQueryContext,
  tx: Transaction,
  org: OrgSlug,
  options: { readonly except?: string; readonly wait: boolean },
): Promise<void> {
  for (const commit of await listCommits(tx, org)) {
    if (commit.commitId === options.except) continue
    let outcome = await commitOutcome(context, commit.commitId)
    if (outcome === 'running' && options.wait) {
      await waitForEnd(context, commit)
      outcome = await commitOutcome(context, commit.commitId)
    }
    const now = context.clock.now()
    if (outcome === 'done') {
      await recordCommit(tx, org, commit.commitId, commit.plan, new Date(now))
      await bumpVersion(tx, org)
      context.log.warn(
        { org_slug: org, commit_id: commit.commitId },
        'a change that was cut off after it was made has been entered into the catalog',
      )
    }
    const forgotten = outcome === 'absent' && commit.createdAt.getTime() < now - FORGOTTEN_MILLISECONDS
    if (outcome === 'done' || outcome === 'failed' || forgotten) await closeCommit(tx, commit.commitId)
  }
}

async function waitForEnd(context: BigQueryContext, { commitId }: OpenCommit): Promise<void> {
  for (let serial = 1; serial <= ATTEMPTS; serial += 1) {
    const id = attemptId(commitId, serial)
    if ((await jobOutcome(context, id)) !== 'running') continue
    // Its verdict is read afterwards; here only its end counts.
    await waitForJob(context, context.client.job(id, { location: context.location }), undefined).catch(
      () => undefined,
    )
  }
}
