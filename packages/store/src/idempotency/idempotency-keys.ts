import type { Sql } from '@cloudact/core/ports/sql'

export type IdempotencyClaim =
  /** First use: do the work, then `completeIdempotencyKey` or `releaseIdempotencyKey`. */
  | { readonly state: 'claimed' }
  /** Another request with this key is at work. */
  | { readonly state: 'in_progress' }
  /** The stored response of the first use. */
  | { readonly state: 'completed'; readonly response: string }

/**
 * Claims a key for `owner` (an organization, or who asks where there is none yet). Answers are kept for 24 hours; a
 * claim whose process died counts as abandoned after five minutes.
 */
export async function claimIdempotencyKey(sql: Sql, owner: string, key: string): Promise<IdempotencyClaim> {
  const claimed = await sql.query(
    `INSERT INTO org_idempotency_keys AS stored (org_slug, idempotency_key, response_data, created_at)
     VALUES ($1, $2, NULL, now())
     ON CONFLICT (org_slug, idempotency_key) DO UPDATE SET response_data = NULL, created_at = now()
       WHERE stored.created_at < now() - CASE WHEN stored.response_data IS NULL THEN interval '5 minutes' ELSE interval '24 hours' END
     RETURNING 1 AS claimed`,
    [owner, key],
  )
  if (claimed.length > 0) return { state: 'claimed' }
  const [row] = await sql.query<{ response_data: string | null }>(
    'SELECT response_data FROM org_idempotency_keys WHERE org_slug = $1 AND idempotency_key = $2',
    [owner, key],
  )
  return row?.response_data ? { state: 'completed', response: row.response_data } : { state: 'in_progress' }
}

export async function completeIdempotencyKey(
  sql: Sql,
  owner: string,
  key: string,
  response: string,
): Promise<void> {
  await sql.query(
    'UPDATE org_idempotency_keys SET response_data = $3 WHERE org_slug = $1 AND idempotency_key = $2',
    [owner, key, response],
  )
}

/** The work failed: the key may be used again. */
export async function releaseIdempotencyKey(sql: Sql, owner: string, key: string): Promise<void> {
  await sql.query(
    'DELETE FROM org_idempotency_keys WHERE org_slug = $1 AND idempotency_key = $2 AND response_data IS NULL',
    [owner, key],
  )
}

export async function deleteExpiredIdempotencyKeys(sql: Sql): Promise<number> {
  return (
    await sql.query(
      "DELETE FROM org_idempotency_keys WHERE created_at < now() - interval '24 hours' RETURNING 1 AS gone",
    )
  ).length
}
