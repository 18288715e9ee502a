import type { OrgSlug } from '@cloudact/core/org-slug'
import { getRun } from '@cloudact/store/runs/get-run'
import { listSteps } from '@cloudact/store/runs/list-steps'
import type { PipelineContext } from '../../context.ts'
import { toRunSummary, toStep } from '../run-shapes.ts'

const MOST_STEPS = 1_000

/** A run with its steps; with `wait`, as soon as it has ended or as it stands after so many seconds. */
export async function readRunStatus(
  { database, runEnds }: PipelineContext,
  org: OrgSlug,
  id: string,
  wait: number | undefined,
  signal: AbortSignal,
) {
  const run = wait === undefined ? await getRun(database, org, id) : await runEnds.wait(org, id, wait, signal)
  const steps = await listSteps(database, org, id, { limit: MOST_STEPS, offset: 0 })
  return {
    ...toRunSummary(run),
    rows: run.rows_processed,
    error: run.error_message,
    steps: steps.rows.map(toStep),
  }
}
