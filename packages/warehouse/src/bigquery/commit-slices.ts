import { AppError } from '@cloudact/core/errors'
import type { Transaction } from '@cloudact/core/ports/sql'
import type { ReplaceOptions } from '@cloudact/core/ports/warehouse'
import type { TimeZone } from '@cloudact/core/time-zone'
import type { OrgBigQuery } from './bigquery-context.ts'
import type { CommitPlan } from './catalog/commit-plan.ts'
import { closeCommit, openCommit } from './catalog/commits.ts'
import { findSlices, recordCommit, type KnownSlice } from './catalog/slices.ts'
import { bumpVersion, lockVersion, readTimeZone } from './catalog/version.ts'
import { checkStatements, type CheckStatements } from './checks/check-statements.ts'
import type { PlannedCheck } from './checks/plan-checks.ts'
import { readFaults } from './checks/read-faults.ts'
import { commitOutcome, settleCommits } from './commit-outcome.ts'
import { jobLabels } from './jobs/job-labels.ts'
import { newJobId, runQuery } from './jobs/run-job.ts'
import { swapScript, type Swap } from './swap-script.ts'

export type Change = {
  readonly plan: CommitPlan
  readonly swaps: readonly Swap[]
}

export type CommitWork = {
  /** Asked before BigQuery commits, also when nothing changes. */
  readonly checks: readonly PlannedCheck[]
  /** Every slice the caller spoke of, changed or not. */
  readonly sliceIds: readonly string[]
  /** The change to make, given what is known now; no slices when there is none. Called again when others were faster. */
  readonly plan: (known: ReadonlyMap<string, KnownSlice>) => Change
  /** The caller's bookkeeping, with the generations the change gives its slices. */
  readonly onCommit: (
    tx: Transaction,
    known: ReadonlyMap<string, KnownSlice>,
    generations: ReadonlyMap<string, number>,
  ) => Promise<void>
}

/** Only a burst of other commits of the same slices can use them up. */
const TRIES = 5

/**
 * Changes rows in BigQuery and the catalog in Postgres so that both end the same (ADR 11): the plan is written down,
 * then one Postgres transaction does all the bookkeeping and, last of all, runs the BigQuery transaction. Whatever fails
 * before that leaves both as they were. What dies after it leaves the plan, by which the next caller finishes.
 */
export async function commitSlices(
  warehouse: OrgBigQuery,
  options: ReplaceOptions,
  work: CommitWork,
): Promise<void> {
  const { database, org } = warehouse
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const { plan } = work.plan(await findSlices(database, org, work.sliceIds))
    const commitId = newJobId()
    const now = new Date(warehouse.clock.now())
    if (plan.slices.length > 0) await openCommit(database, org, commitId, plan, now)
    let started = false
    try {
      const done = await database.transaction(async (tx) => {
        await lockVersion(tx, org)
        await settleCommits(warehouse, tx, org, { except: commitId, wait: true })
        const known = await findSlices(tx, org, work.sliceIds)
        const change = work.plan(known)
        // Somebody else changed one of the slices meanwhile: the plan that was written down is not true any more.
        if (JSON.stringify(change.plan) !== JSON.stringify(plan)) {
          await closeCommit(tx, commitId)
          return false
        }
        const generations = await recordCommit(tx, org, commitId, plan, now)
        await closeCommit(tx, commitId)
        if (plan.slices.length > 0) await bumpVersion(tx, org)
        await work.onCommit(tx, known, generations)
        if (plan.slices.length === 0 && work.checks.length === 0) return true
        const checks = await checkStatements(warehouse, tx, work.checks)
        started = true
        await swap(warehouse, options, commitId, change, await readTimeZone(tx, org), work.checks, checks)
        return true
      })
      if (done) return
    } catch (error) {
      await forgetPlan(warehouse, commitId, started)
      throw error
    }
  }
  throw new AppError(
    'provider_unavailable',
    'The same data is being replaced by other runs. Try again later.',
  )
}

async function swap(
  warehouse: OrgBigQuery,
  options: ReplaceOptions,
  commitId: string,
  { plan, swaps }: Change,
  timeZone: TimeZone,
  checks: readonly PlannedCheck[],
  asked: CheckStatements,
): Promise<void> {
  await runQuery(warehouse, {
    what: plan.kind === 'drop' ? 'The withdrawal' : 'The load',
    labels: jobLabels({ org: warehouse.org, run: options.runId, step: options.stepId ?? plan.kind }),
    sql: swapScript(warehouse.dataset, swaps, timeZone, asked.statements),
    parameters: [
      {
        name: 'slices',
        parameterType: { type: 'ARRAY', arrayType: { type: 'STRING' } },
        parameterValue: { arrayValues: plan.slices.map(({ sliceId }) => ({ value: sliceId })) },
      },
      ...asked.parameters,
    ],
    jobId: commitId,
    explain: (message) => readFaults(message, checks),
  })
}

/** A plan stays only when its job may have happened. */
async function forgetPlan(warehouse: OrgBigQuery, commitId: string, started: boolean): Promise<void> {
  try {
    const outcome = started ? await commitOutcome(warehouse, commitId) : 'absent'
    if (outcome === 'absent' || outcome === 'failed') await closeCommit(warehouse.database, commitId)
  } catch (error) {
    warehouse.log.warn(
      { err: error, commit_id: commitId },
      'how a BigQuery change ended is left to the next one',
    )
  }
}
