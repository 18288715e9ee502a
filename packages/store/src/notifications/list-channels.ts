import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Sql } from '@cloudact/core/ports/sql'
import { CHANNEL_COLUMNS, type ChannelRow, type ChannelType } from './channel-row.ts'

/** Channels of an organization by type and name. */
export async function listChannels(
  sql: Sql,
  org: OrgSlug,
  filter: { readonly type?: ChannelType | undefined; readonly activeOnly: boolean },
): Promise<ChannelRow[]> {
  return sql.query<ChannelRow>(
    `SELECT ${CHANNEL_COLUMNS} FROM org_notification_channels
     WHERE org_slug = $1 AND ($2::text IS NULL OR channel_type = $2) AND (is_active OR NOT $3::boolean)
     ORDER BY channel_type, name`,
    [org, filter.type ?? null, filter.activeOnly],
  )
}

/** Channels that may be sent to. */
export async function listActiveChannels(sql: Sql, org: OrgSlug): Promise<ChannelRow[]> {
  return listChannels(sql, org, { activeOnly: true })
}
