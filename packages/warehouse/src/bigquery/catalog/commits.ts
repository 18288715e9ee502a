import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Sql } from '@cloudact/core/ports/sql'
import type { CommitPlan } from './commit-plan.ts'

export type OpenCommit = {
  readonly commitId: string
  readonly plan: CommitPlan
  readonly createdAt: Date
}

/** Says what is about to happen, so that whoever finds it can finish the bookkeeping. */
export async function openCommit(
  sql: Sql,
  org: OrgSlug,
  commitId: string,
  plan: CommitPlan,
  now: Date,
): Promise<void> {
  await sql.query(
    'INSERT INTO bigquery_commits (commit_id, org_slug, plan, created_at) VALUES ($1, $2, $3::jsonb, $4)',
    [commitId, org, JSON.stringify(plan), now],
  )
}

export async function closeCommit(sql: Sql, commitId: string): Promise<void> {
  await sql.query('DELETE FROM bigquery_commits WHERE commit_id = $1', [commitId])
}

/** In the order they were opened. */
export async function listCommits(sql: Sql, org: OrgSlug): Promise<readonly OpenCommit[]> {
  const rows = await sql.query<{ commit_id: string; plan: CommitPlan; created_at: Date }>(
    'SELECT commit_id, plan, created_at FROM bigquery_commits WHERE org_slug = $1 ORDER BY created_at, commit_id',
    [org],
  )
  return rows.map((row) => ({ commitId: row.commit_id, plan: row.plan, createdAt: row.created_at }))
}
