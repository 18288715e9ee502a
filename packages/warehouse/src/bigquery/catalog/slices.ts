import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Sql, Transaction } from '@cloudact/core/ports/sql'
import type { SliceInfo } from '@cloudact/core/ports/warehouse'
import type { CommitPlan } from './commit-plan.ts'

export type KnownSlice = {
  readonly sliceId: string
  readonly live: boolean
  readonly generation: number
  readonly rows: number
  readonly bytes: number
  readonly contentHash: string | null
}

type SliceRow = {
  pipeline_id: string
  credential_id: string
  account_id: string
  period: string
  rows: string
  bytes: string
  generation: number
  run_id: string
  committed_at: Date
}

/** Live slices of a table, newest commit first. */
export async function listSlices(sql: Sql, org: OrgSlug, table: string): Promise<readonly SliceInfo[]> {
  const rows = await sql.query<SliceRow>(
    `SELECT pipeline_id, credential_id, account_id, period, rows, bytes, generation, run_id, committed_at
    FROM bigquery_slices WHERE org_slug = $1 AND table_name = $2 AND live
    ORDER BY committed_at DESC, slice_id`,
    [org, table],
  )
  return rows.map((row) => ({
    table,
    pipelineId: row.pipeline_id,
    credentialId: row.credential_id,
    accountId: row.account_id,
    period: row.period,
    rows: Number(row.rows),
    bytes: Number(row.bytes),
    generation: row.generation,
    runId: row.run_id,
    committedAt: row.committed_at,
  }))
}

/** What is known of the given slices, withdrawn ones included, by id. */
export async function findSlices(
  sql: Sql,
  org: OrgSlug,
  sliceIds: readonly string[],
): Promise<ReadonlyMap<string, KnownSlice>> {
  const rows = await sql.query<SliceRow & { slice_id: string; live: boolean; content_hash: string | null }>(
    `SELECT slice_id, live, generation, rows, bytes, content_hash FROM bigquery_slices
    WHERE org_slug = $1 AND slice_id = ANY ($2::text[])`,
    [org, sliceIds],
  )
  return new Map(
    rows.map((row) => [
      row.slice_id,
      {
        sliceId: row.slice_id,
        live: row.live,
        generation: row.generation,
        rows: Number(row.rows),
        bytes: Number(row.bytes),
        contentHash: row.content_hash,
      },
    ]),
  )
}

/** Writes down a change that was made, or that the same transaction waits for. Returns the new generations by id. */
export async function recordCommit(
  tx: Transaction,
  org: OrgSlug,
  commitId: string,
  plan: CommitPlan,
  now: Date,
): Promise<ReadonlyMap<string, number>> {
  const records = plan.slices.map(({ sliceId, slice, rows, bytes, contentHash }) => ({
    slice_id: sliceId,
    table_name: slice.table,
    pipeline_id: slice.pipelineId,
    credential_id: slice.credentialId,
    account_id: slice.accountId,
    period: slice.period,
    rows,
    bytes,
    content_hash: contentHash,
  }))
  const keepPrevious = `previous = CASE WHEN s.live
    THEN jsonb_build_object('generation', s.generation, 'rows', s.rows, 'runId', s.run_id) ELSE s.previous END`
  if (plan.kind === 'drop') {
    await tx.query(
      `UPDATE bigquery_slices AS s SET ${keepPrevious}, live = false, rows = 0, bytes = 0, content_hash = NULL,
        run_id = $3, commit_id = $4, committed_at = $5
      WHERE org_slug = $1 AND slice_id = ANY ($2::text[]) AND live`,
      [org, records.map(({ slice_id }) => slice_id), plan.runId, commitId, now],
    )
    return new Map()
  }
  const numbered = await tx.query<{ slice_id: string; generation: number }>(
    `INSERT INTO bigquery_slices AS s (org_slug, slice_id, table_name, pipeline_id, credential_id, account_id, period,
      generation, live, rows, bytes, content_hash, run_id, commit_id, committed_at)
    SELECT $1, slice_id, table_name, pipeline_id, credential_id, account_id, period, 1, true, rows, bytes, content_hash,
      $3, $4, $5
    FROM jsonb_to_recordset($2::jsonb) AS x (slice_id text, table_name text, pipeline_id text, credential_id text,
      account_id text, period text, rows bigint, bytes bigint, content_hash text)
    ON CONFLICT (org_slug, slice_id) DO UPDATE SET ${keepPrevious}, generation = s.generation + 1, live = true,
      rows = excluded.rows, bytes = excluded.bytes, content_hash = excluded.content_hash, run_id = excluded.run_id,
      commit_id = excluded.commit_id, committed_at = excluded.committed_at
    RETURNING slice_id, generation`,
    [org, JSON.stringify(records), plan.runId, commitId, now],
  )
  return new Map(numbered.map((row) => [row.slice_id, row.generation]))
}
