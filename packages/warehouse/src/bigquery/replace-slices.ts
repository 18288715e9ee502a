import { randomUUID } from 'node:crypto'
import { AppError } from '@cloudact/core/errors'
import type {
  ReplaceSlicesOptions,
  Row,
  SliceReplacement,
  SliceWritten,
} from '@cloudact/core/ports/warehouse'
import { assertDistinct, assertSlice } from '../lake/assert-slice.ts'
import type { LakeTable } from '../lake/lake-table.ts'
import type { OrgBigQuery } from './bigquery-context.ts'
import type { PlannedSlice } from './catalog/commit-plan.ts'
import { findTables } from './catalog/find-tables.ts'
import type { KnownSlice } from './catalog/slices.ts'
import { askStaged } from './checks/ask-staged.ts'
import { planChecks, type PlannedCheck } from './checks/plan-checks.ts'
import { commitSlices } from './commit-slices.ts'
import { createStaging } from './create-table.ts'
import { inspectStaging } from './inspect-staging.ts'
import { jobLabels } from './jobs/job-labels.ts'
import { runQuery, type JobRun } from './jobs/run-job.ts'
import { sliceId } from './slice-id.ts'
import { stageFileContent, stageRowContent, type StagingTarget } from './stage-file.ts'
import { dropTable, stageSelectContent } from './stage-select.ts'

type Staging = { readonly table: LakeTable; readonly name: string }

const SUBJECT = { rows: 'The load', select: 'The procedure', files: 'The fetched file' } as const

/** Does a part of the work for which the first `count` slices are staged; checks may explain why it fails. */
type Explained = <Result>(count: number, work: () => Promise<Result>) => Promise<Result>

/** Stages every slice, then commits all of them at once. Whatever fails, readers see what they saw before. */
export async function replaceSlices(
  warehouse: OrgBigQuery,
  replacements: readonly SliceReplacement[],
  options: ReplaceSlicesOptions,
): Promise<readonly SliceWritten[]> {
  const slices = replacements.map(({ slice }) => slice)
  slices.forEach(assertSlice)
  assertDistinct(slices)
  const labels = jobLabels({
    org: warehouse.org,
    run: options.runId,
    step: options.stepId ?? 'replace',
    pipeline: slices[0]?.pipelineId,
  })
  const tables = await findTables(
    warehouse.database,
    warehouse.org,
    slices.map(({ table }) => table),
  )
  const stagings = new Map(
    [...tables.values()].map((table) => [
      table.name,
      { table, name: `staging_${randomUUID().replaceAll('-', '')}` },
    ]),
  )
  try {
    options.signal?.throwIfAborted()
    const run = (what: string): JobRun => ({ what, labels, signal: options.signal })
    const checks = await planChecks(warehouse, slices, options.checks ?? [], options.signal)
    const explained: Explained = (count, work) =>
      orFaults(work, options, () =>
        askStaged(
          warehouse,
          checks,
          {
            sliceIds: slices.slice(0, count).map(sliceId),
            stagings: new Map([...stagings.values()].map(({ table, name }) => [table.name, name])),
          },
          run('The check'),
        ),
      )
    await createStagings(warehouse, [...stagings.values()], run('The load'))
    for (const [index, replacement] of replacements.entries()) {
      const staging = stagings.get(replacement.slice.table)
      if (staging === undefined) throw new AppError('internal', 'A staging table is missing.')
      const subject = run(SUBJECT[replacement.content.kind])
      await explained(index, () => stage(warehouse, staging, replacement, options.stamp ?? {}, subject))
    }
    const staged = await inspectAll(warehouse, stagings, replacements, run, explained)
    options.signal?.throwIfAborted()
    return await commit(warehouse, staged, stagings, checks, options)
  } catch (error) {
    if (isAborted(options) && !(error instanceof AppError)) throw cancelled(error)
    throw error
  } finally {
    for (const { name } of stagings.values()) await dropTable(warehouse, name)
  }
}

async function createStagings(
  warehouse: OrgBigQuery,
  stagings: readonly Staging[],
  run: JobRun,
): Promise<void> {
  const statements = stagings.map(({ table, name }) => createStaging(warehouse.dataset, name, table.columns))
  if (statements.length > 0) await runQuery(warehouse, { ...run, sql: statements.join(';\n') })
}

async function stage(
  warehouse: OrgBigQuery,
  { table, name }: Staging,
  { slice, content, stamp }: SliceReplacement,
  runStamp: Row,
  run: JobRun,
): Promise<void> {
  const target: StagingTarget = {
    table,
    staging: name,
    sliceId: sliceId(slice),
    stamp: onlyKnown(table, { ...runStamp, ...stamp }),
    run,
  }
  switch (content.kind) {
    case 'rows':
      return stageRowContent(warehouse, target, content.rows)
    case 'files':
      return stageFileContent(warehouse, target, content.files)
    case 'select':
      return stageSelectContent(warehouse, target, content.statement)
  }
}

async function inspectAll(
  warehouse: OrgBigQuery,
  stagings: ReadonlyMap<string, Staging>,
  replacements: readonly SliceReplacement[],
  run: (what: string) => JobRun,
  explained: Explained,
): Promise<readonly PlannedSlice[]> {
  const facts = new Map<string, Awaited<ReturnType<typeof inspectStaging>>>()
  for (const { table, name } of stagings.values()) {
    const first = replacements.findIndex(({ slice }) => slice.table === table.name)
    const subject = run(SUBJECT[replacements[first]?.content.kind ?? 'rows'])
    facts.set(table.name, await explained(first, () => inspectStaging(warehouse, table, name, subject)))
  }
  return replacements.map(({ slice }) => {
    const id = sliceId(slice)
    const found = facts.get(slice.table)?.get(id)
    return {
      sliceId: id,
      slice,
      rows: found?.rows ?? 0,
      bytes: found?.bytes ?? 0,
      contentHash: found?.contentHash ?? 'empty',
    }
  })
}

async function commit(
  warehouse: OrgBigQuery,
  staged: readonly PlannedSlice[],
  stagings: ReadonlyMap<string, Staging>,
  checks: readonly PlannedCheck[],
  options: ReplaceSlicesOptions,
): Promise<readonly SliceWritten[]> {
  const isUnchanged = (one: PlannedSlice, known: ReadonlyMap<string, KnownSlice>): boolean => {
    const old = known.get(one.sliceId)
    return old?.live === true && old.contentHash === one.contentHash
  }
  let written: readonly SliceWritten[] = []
  await commitSlices(warehouse, options, {
    checks,
    sliceIds: staged.map((one) => one.sliceId),
    plan: (known) => {
      const slices = staged.filter((one) => !isUnchanged(one, known))
      const names = new Set(slices.map(({ slice }) => slice.table))
      return {
        plan: { runId: options.runId, kind: 'replace', slices },
        swaps: [...stagings.values()]
          .filter(({ table }) => names.has(table.name))
          .map(({ table, name }) => ({ table, staging: name })),
      }
    },
    onCommit: async (tx, known, generations) => {
      written = staged.map((one) => {
        const generation = generations.get(one.sliceId)
        const { rows, bytes } = one
        return generation === undefined
          ? { rows, bytes, generation: known.get(one.sliceId)?.generation ?? 0, changed: false }
          : { rows, bytes, generation, changed: true }
      })
      for (const slice of written) await options.onCommit?.(tx, slice)
    },
  })
  return written
}

/** What fails is told as the faults that `ask` throws, when it finds any. */
async function orFaults<Result>(
  work: () => Promise<Result>,
  options: ReplaceSlicesOptions,
  ask: () => Promise<void>,
): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (!isAborted(options)) await ask()
    throw error
  }
}

/** Lineage is stamped on every table that has the column; control tables may lack some of the seven. */
function onlyKnown(table: LakeTable, stamp: Row): Row {
  const known = new Set(table.columns.map(({ name }) => name))
  return Object.fromEntries(Object.entries(stamp).filter(([name]) => known.has(name)))
}

function isAborted({ signal }: ReplaceSlicesOptions): boolean {
  return signal?.aborted === true
}

function cancelled(cause: unknown): AppError {
  if (cause instanceof AppError) return cause
  return new AppError('cancelled', 'The load was cancelled. Nothing was stored.', { cause })
}
