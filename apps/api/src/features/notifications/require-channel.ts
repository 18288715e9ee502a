import { AppError } from '@cloudact/core/errors'
import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Sql } from '@cloudact/core/ports/sql'
import type { ChannelRow } from '@cloudact/store/notifications/channel-row'
import { findChannel } from '@cloudact/store/notifications/find-channel'

/** A channel of the organization. Throws `not_found`. */
export async function requireChannel(sql: Sql, org: OrgSlug, channelId: string): Promise<ChannelRow> {
  const row = await findChannel(sql, org, channelId)
  if (!row) throw new AppError('not_found', 'There is no such channel.')
  return row
}
