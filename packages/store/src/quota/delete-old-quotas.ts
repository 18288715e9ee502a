import { addDays, formatDay } from '@cloudact/core/day'
import type { Sql } from '@cloudact/core/ports/sql'

/** Days that counters are kept: a quarter, for whoever asks why a run was refused. */
const KEPT_DAYS = 90

/** Deletes the counters of days more than 90 days ago. Returns how many rows. */
export async function deleteOldQuotas(sql: Sql, now: number): Promise<number> {
  const deleted = await sql.query(
    'DELETE FROM org_usage_quotas WHERE usage_date < $1::date RETURNING usage_id',
    [addDays(formatDay(now), -KEPT_DAYS)],
  )
  return deleted.length
}
