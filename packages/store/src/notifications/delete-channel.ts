import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Sql } from '@cloudact/core/ports/sql'

/** Removes a channel; its history stays. False when there is none. */
export async function deleteChannel(sql: Sql, org: OrgSlug, channelId: string): Promise<boolean> {
  const rows = await sql.query(
    'DELETE FROM org_notification_channels WHERE org_slug = $1 AND channel_id = $2 RETURNING channel_id',
    [org, channelId],
  )
  return rows.length > 0
}
