import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Sql } from '@cloudact/core/ports/sql'
import { CHANNEL_COLUMNS, type ChannelRow } from './channel-row.ts'

/** A channel of the organization, active or not. The organization is part of the search. */
export async function findChannel(
  sql: Sql,
  org: OrgSlug,
  channelId: string,
): Promise<ChannelRow | undefined> {
  const rows = await sql.query<ChannelRow>(
    `SELECT ${CHANNEL_COLUMNS} FROM org_notification_channels WHERE org_slug = $1 AND channel_id = $2`,
    [org, channelId],
  )
  return rows[0]
}
