import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Sql } from '@cloudact/core/ports/sql'

export type NotificationStats = {
  readonly total_channels: number
  readonly active_channels: number
  readonly total_rules: number
  readonly active_rules: number
  readonly total_summaries: number
  readonly active_summaries: number
  readonly notifications_24h: number
  readonly alerts_24h: number
  /** Percent of the settled notifications that arrived, to two places; 100 when there are none. */
  readonly delivery_rate: number
  /** Delivered and not yet acknowledged. */
  readonly pending_acknowledgments: number
}

/** Counts over an organization's notifications; the last day ends at `now`, milliseconds. */
export async function readNotificationStats(sql: Sql, org: OrgSlug, now: number): Promise<NotificationStats> {
  const [row] = await sql.query<NotificationStats>(
    `SELECT channels.*, rules.*, summaries.*, history.*
     FROM (SELECT count(*)::float8 AS total_channels, count(*) FILTER (WHERE is_active)::float8 AS active_channels
           FROM org_notification_channels WHERE org_slug = $1) AS channels,
       (SELECT count(*)::float8 AS total_rules, count(*) FILTER (WHERE is_active)::float8 AS active_rules
        FROM org_notification_rules WHERE org_slug = $1) AS rules,
       (SELECT count(*)::float8 AS total_summaries, count(*) FILTER (WHERE is_active)::float8 AS active_summaries
        FROM org_notification_summaries WHERE org_slug = $1) AS summaries,
       (SELECT count(*) FILTER (WHERE created_at > $2)::float8 AS notifications_24h,
          count(*) FILTER (WHERE created_at > $2 AND notification_type LIKE 'alert%')::float8 AS alerts_24h,
          coalesce(round(100.0 * count(*) FILTER (WHERE status IN ('sent', 'delivered'))
            / nullif(count(*) FILTER (WHERE status IN ('sent', 'delivered', 'failed')), 0), 2), 100)::float8 AS delivery_rate,
          count(*) FILTER (WHERE status = 'delivered' AND acknowledged_at IS NULL)::float8 AS pending_acknowledgments
        FROM org_notification_history WHERE org_slug = $1) AS history`,
    [org, new Date(now - 86_400_000)],
  )
  if (!row) throw new Error('A SELECT of aggregates returned no row')
  return row
}
