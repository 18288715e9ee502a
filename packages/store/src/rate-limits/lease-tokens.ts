import type { Sql } from '@cloudact/core/ports/sql'

export type Lease = {
  /** Whole tokens granted, at most those asked for; 0 when the bucket is empty. */
  readonly granted: number
  /** Tokens left for other processes. */
  readonly left: number
}

const REFILLED = `least($2::float8,
  bucket.tokens + greatest(0, extract(epoch FROM clock_timestamp() - bucket.refilled_at))::float8 * $2::float8 / 60)`

/**
 * Takes up to `wanted` tokens of a bucket that holds `perMinute` and refills evenly. One statement, so any number of
 * processes together never get more than the bucket holds. Time is the database's.
 */
export async function leaseTokens(
  sql: Sql,
  bucket: string,
  perMinute: number,
  wanted: number,
): Promise<Lease> {
  const [row] = await sql.query<{ granted: number; tokens: number }>(
    `INSERT INTO rate_limit_buckets AS bucket (bucket, tokens, granted, refilled_at)
     VALUES ($1, $2::float8 - least($3::float8, $2::float8), least($3::float8, $2::float8), clock_timestamp())
     ON CONFLICT (bucket) DO UPDATE SET
       granted = least($3::float8, floor(${REFILLED})),
       tokens = ${REFILLED} - least($3::float8, floor(${REFILLED})),
       refilled_at = clock_timestamp()
     RETURNING granted, tokens`,
    [bucket, perMinute, wanted],
  )
  return { granted: row?.granted ?? 0, left: row?.tokens ?? 0 }
}

/** Forgets buckets nobody asked for in ten minutes: they are full again. */
export async function deleteIdleBuckets(sql: Sql): Promise<number> {
  const gone = await sql.query(
    "DELETE FROM rate_limit_buckets WHERE refilled_at < now() - interval '10 minutes' RETURNING bucket",
  )
  return gone.length
}
