import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Sql } from '@cloudact/core/ports/sql'
import { HISTORY_COLUMNS, type HistoryRow } from './history-row.ts'

export type HistoryFilter = {
  readonly type?: string | undefined
  readonly channelId?: string | undefined
  readonly status?: string | undefined
  readonly since: Date
  readonly limit: number
  readonly offset: number
}

/** Notifications of an organization, newest first. */
export async function listHistory(sql: Sql, org: OrgSlug, filter: HistoryFilter): Promise<HistoryRow[]> {
  return sql.query<HistoryRow>(
    `SELECT ${HISTORY_COLUMNS} FROM org_notification_history
     WHERE org_slug = $1 AND created_at >= $2 AND ($3::text IS NULL OR notification_type = $3)
       AND ($4::text IS NULL OR channel_id = $4) AND ($5::text IS NULL OR status = $5)
     ORDER BY created_at DESC, notification_id LIMIT $6 OFFSET $7`,
    [
      org,
      filter.since,
      filter.type ?? null,
      filter.channelId ?? null,
      filter.status ?? null,
      filter.limit,
      filter.offset,
    ],
  )
}

export async function findNotification(sql: Sql, org: OrgSlug, id: string): Promise<HistoryRow | undefined> {
  const rows = await sql.query<HistoryRow>(
    `SELECT ${HISTORY_COLUMNS} FROM org_notification_history WHERE org_slug = $1 AND notification_id = $2`,
    [org, id],
  )
  return rows[0]
}
