import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Database, Transaction } from '@cloudact/core/ports/sql'
import type { ReplaceOptions, Slice, SliceWritten } from '@cloudact/core/ports/warehouse'
import { sliceKey } from '../assert-slice.ts'
import type { StagedSlice } from '../staged-slice.ts'
import { findLive, type LiveVersion } from './find-live.ts'
import { bumpVersion, lockVersion } from './lock-version.ts'
import { retireLive } from './retire-live.ts'
import { sliceRecords, SLICE_RECORD } from './slice-records.ts'

/** A staged slice and, when its content equals that of a live version, that version. */
export type CommitItem = {
  readonly staged: StagedSlice
  readonly equals?: LiveVersion
  readonly contentHash?: string
}

/**
 * Makes all staged slices visible, with the caller's bookkeeping, in one transaction. A slice whose content equals its
 * live version is left alone, unless that version was replaced meanwhile.
 */
export async function commitSlices(
  database: Database,
  org: OrgSlug,
  items: readonly CommitItem[],
  options: ReplaceOptions,
  now: number,
): Promise<readonly SliceWritten[]> {
  return database.transaction(async (tx) => {
    await lockVersion(tx, org)
    const live = await findLive(
      tx,
      org,
      items.map(({ staged }) => staged.slice),
    )
    const isUnchanged = (item: CommitItem): boolean =>
      item.equals !== undefined && live.get(sliceKey(item.staged.slice))?.versionId === item.equals.versionId
    const changed = items.filter((item) => !isUnchanged(item))
    const generations = await replace(tx, org, changed, options.runId, new Date(now))
    if (changed.length > 0) await bumpVersion(tx, org)
    const written = items.map((item): SliceWritten => {
      const generation = generations.get(item)
      const { rows, bytes } = item.staged
      if (generation !== undefined) return { rows, bytes, generation, changed: true }
      return {
        rows,
        bytes: item.equals?.bytes ?? bytes,
        generation: item.equals?.generation ?? 0,
        changed: false,
      }
    })
    for (const slice of written) await options.onCommit?.(tx, slice)
    return written
  })
}

async function replace(
  tx: Transaction,
  org: OrgSlug,
  items: readonly CommitItem[],
  runId: string,
  now: Date,
): Promise<Map<CommitItem, number>> {
  if (items.length === 0) return new Map()
  const numbered = await numberSlices(
    tx,
    org,
    items.map(({ staged }) => staged.slice),
  )
  const sliceIds = numbered.map(({ slice_id }) => slice_id)
  await retireLive(tx, sliceIds, now)
  const files = items.flatMap(({ staged }) =>
    [
      { file: staged.detail, kind: 'detail', schema_version: staged.table.schemaVersion },
      { file: staged.rollup, kind: 'rollup', schema_version: staged.table.rollupVersion },
    ].flatMap(({ file, kind, schema_version }) =>
      file === undefined
        ? []
        : [
            {
              file_id: file.id,
              table_name: staged.table.name,
              kind,
              path: file.path,
              rows: file.rows,
              bytes: file.bytes,
              schema_version,
            },
          ],
    ),
  )
  await tx.query(
    `INSERT INTO lake_files (file_id, org_slug, table_name, kind, path, rows, bytes, schema_version, created_at)
    SELECT file_id, $1, table_name, kind, path, rows, bytes, schema_version, $3
    FROM jsonb_to_recordset($2::jsonb)
      AS x (file_id uuid, table_name text, kind text, path text, rows bigint, bytes bigint, schema_version int)`,
    [org, JSON.stringify(files), now],
  )
  const versions = items.map(({ staged, contentHash }, position) => ({
    slice_id: numbered[position]?.slice_id,
    generation: numbered[position]?.generation,
    detail_file: staged.detail?.id ?? null,
    rollup_file: staged.rollup?.id ?? null,
    rows: staged.rows,
    bytes: staged.bytes,
    min_day: staged.minDay,
    max_day: staged.maxDay,
    content_hash: contentHash ?? null,
  }))
  await tx.query(
    `INSERT INTO lake_slice_versions (slice_id, generation, detail_file, rollup_file, rows, bytes, min_day, max_day,
      content_hash, run_id, committed_at, org_slug)
    SELECT slice_id, generation, detail_file, rollup_file, rows, bytes, min_day, max_day, content_hash, $2, $3, $4
    FROM jsonb_to_recordset($1::jsonb) AS x (slice_id bigint, generation int, detail_file uuid, rollup_file uuid,
      rows bigint, bytes bigint, min_day date, max_day date, content_hash text)`,
    [JSON.stringify(versions), runId, now, org],
  )
  return new Map(items.map((item, position) => [item, numbered[position]?.generation ?? 0]))
}

type Numbered = { slice_id: string; generation: number }

/** Creates the slices that are new and gives every one its next generation, in the given order. */
async function numberSlices(tx: Transaction, org: OrgSlug, slices: readonly Slice[]): Promise<Numbered[]> {
  const rows = await tx.query<Numbered & { position: number }>(
    `WITH wanted AS (SELECT * FROM ${SLICE_RECORD}), numbered AS (
      INSERT INTO lake_slices AS s (org_slug, table_name, pipeline_id, credential_id, account_id, period, generation)
      SELECT $1, table_name, pipeline_id, credential_id, account_id, period, 1 FROM wanted
      ON CONFLICT (org_slug, table_name, pipeline_id, credential_id, account_id, period)
        DO UPDATE SET generation = s.generation + 1
      RETURNING s.*)
    SELECT position, slice_id, generation
    FROM wanted JOIN numbered USING (table_name, pipeline_id, credential_id, account_id, period) ORDER BY position`,
    [org, sliceRecords(slices)],
  )
  return rows
}
