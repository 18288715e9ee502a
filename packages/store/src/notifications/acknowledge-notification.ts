import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Sql } from '@cloudact/core/ports/sql'
import { HISTORY_COLUMNS, type HistoryRow } from './history-row.ts'

/** Writes down who has seen a notification; the first one stays. Undefined when there is none. */
export async function acknowledgeNotification(
  sql: Sql,
  org: OrgSlug,
  id: string,
  by: string,
  now: number,
): Promise<HistoryRow | undefined> {
  const rows = await sql.query<HistoryRow>(
    `UPDATE org_notification_history
     SET acknowledged_by = CASE WHEN acknowledged_at IS NULL THEN $3 ELSE acknowledged_by END,
       acknowledged_at = coalesce(acknowledged_at, $4)
     WHERE org_slug = $1 AND notification_id = $2 RETURNING ${HISTORY_COLUMNS}`,
    [org, id, by, new Date(now)],
  )
  return rows[0]
}
