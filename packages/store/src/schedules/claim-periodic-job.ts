import type { Sql } from '@cloudact/core/ports/sql'

/**
 * Makes the caller the one process that does a periodic job this time. Returns false when a process took it up less
 * than `seconds` ago. One that dies over it is not waited for: the next period is another's.
 */
export async function claimPeriodicJob(sql: Sql, name: string, seconds: number): Promise<boolean> {
  const claimed = await sql.query(
    `INSERT INTO periodic_jobs (name, claimed_at) VALUES ($1, now())
     ON CONFLICT (name) DO UPDATE SET claimed_at = excluded.claimed_at
       WHERE periodic_jobs.claimed_at <= now() - make_interval(secs => $2::int)
     RETURNING name`,
    [name, seconds],
  )
  return claimed.length > 0
}
