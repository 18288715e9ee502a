import { join } from 'node:path'
import { AppError } from '@cloudact/core/errors'
import type { ReplaceSlicesOptions, SliceReplacement, SliceWritten } from '@cloudact/core/ports/warehouse'
import { assertDistinct, assertSlice, sliceKey } from './assert-slice.ts'
import { type CommitItem, commitSlices } from './catalog/commit-slices.ts'
import { findLive, type LiveVersion } from './catalog/find-live.ts'
import { StagedChecks } from './staged-checks.ts'
import { contentHash } from './content-hash.ts'
import type { OrgLake } from './lake-context.ts'
import { removeFiles, stageSlice } from './stage-slice.ts'
import type { StagedSlice } from './staged-slice.ts'

/** Stages every slice, then commits all of them at once. Whatever fails, readers see what they saw before. */
export async function replaceSlices(
  lake: OrgLake,
  replacements: readonly SliceReplacement[],
  options: ReplaceSlicesOptions,
): Promise<readonly SliceWritten[]> {
  const slices = replacements.map(({ slice }) => slice)
  slices.forEach(assertSlice)
  assertDistinct(slices)
  const { signal } = options
  const staged: StagedSlice[] = []
  const unpin: (() => void)[] = []
  let committing = false
  try {
    signal?.throwIfAborted()
    const tables = await lake.snapshots.read(lake.database, lake.org, [
      ...new Set(slices.map(({ table }) => table)),
    ])
    const checks = await StagedChecks.of(lake, slices, options.checks ?? [])
    for (const replacement of replacements) {
      const table = tables.get(replacement.slice.table)
      if (table === undefined) throw new AppError('internal', 'The snapshot lacks a table it was asked for.')
      const done = await stageSlice(lake, table, replacement, options.stamp ?? {}, signal)
      staged.push(done)
      unpin.push(lake.pins.pin(filesOfStaged(done).map((file) => join(lake.folder, file.path))))
      await checks.ask(staged, signal)
    }
    const items = await lake.heavy(() => compareWithLive(lake, staged, signal))
    signal?.throwIfAborted()
    committing = true
    const written = await commitSlices(lake.database, lake.org, items, options, lake.clock.now())
    const unused = items.filter((_, index) => written[index]?.changed === false).map((item) => item.staged)
    await removeFiles(lake, unused.flatMap(filesOfStaged))
    return written
  } catch (error) {
    // A commit whose answer was lost may have happened: its files are left to orphan collection, which asks the catalog.
    if (!committing) await removeFiles(lake, staged.flatMap(filesOfStaged))
    if (signal?.aborted === true && !(error instanceof AppError)) {
      throw new AppError('cancelled', 'The load was cancelled. Nothing was stored.', { cause: error })
    }
    throw error
  } finally {
    for (const release of unpin) release()
  }
}

/** Finds slices whose new content equals the live one. Only equal row counts are worth reading both for. */
async function compareWithLive(
  lake: OrgLake,
  staged: readonly StagedSlice[],
  signal: AbortSignal | undefined,
): Promise<CommitItem[]> {
  const live = await findLive(
    lake.database,
    lake.org,
    staged.map(({ slice }) => slice),
  )
  const items: CommitItem[] = []
  for (const one of staged) {
    const old = live.get(sliceKey(one.slice))
    if (old === undefined || old.rows !== one.rows) items.push({ staged: one })
    else items.push(await compare(lake, one, old, signal))
  }
  return items
}

async function compare(
  lake: OrgLake,
  staged: StagedSlice,
  old: LiveVersion,
  signal: AbortSignal | undefined,
): Promise<CommitItem> {
  const { detail, table } = staged
  if (detail === undefined || old.detail === null)
    return detail === undefined && old.detail === null ? { staged, equals: old } : { staged }
  const oldFile = old.detail
  const newFile = { id: detail.id, path: detail.path, schemaVersion: table.schemaVersion, compacted: false }
  const unpin = lake.pins.pin([join(lake.folder, oldFile.path)])
  try {
    return await lake.writer.use(signal, async (session) => {
      const fresh = await contentHash(session, lake.folder, table, newFile, undefined, signal)
      const known =
        old.contentHash ?? (await contentHash(session, lake.folder, table, oldFile, old.versionId, signal))
      return fresh === known ? { staged, equals: old, contentHash: fresh } : { staged, contentHash: fresh }
    })
  } finally {
    unpin()
  }
}

function filesOfStaged(staged: StagedSlice): { readonly path: string }[] {
  return [staged.detail, staged.rollup].filter((file) => file !== undefined)
}
