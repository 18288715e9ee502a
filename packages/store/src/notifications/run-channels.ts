import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Sql } from '@cloudact/core/ports/sql'
import { listActiveChannels, type ChannelRow } from './list-channels.ts'

export type RunEventType = 'run_completed' | 'run_failed'

/**
 * Channels that are told about the end of a run. Rules of category `pipeline` and this type decide when there are any:
 * those of the active ones that name no channels, and organizations without such rules, use the default channels.
 */
export async function listRunChannels(sql: Sql, org: OrgSlug, event: RunEventType): Promise<ChannelRow[]> {
  const channels = await listActiveChannels(sql, org)
  if (channels.length === 0) return []
  const rules = await sql.query<{ is_active: boolean; notify_channel_ids: string[] }>(
    `SELECT is_active, notify_channel_ids FROM org_notification_rules WHERE org_slug = $1 AND rule_category = 'pipeline' AND rule_type = $2`,
    [org, event],
  )
  const active = rules.filter((rule) => rule.is_active)
  const named = new Set(active.flatMap((rule) => rule.notify_channel_ids))
  const withDefaults = rules.length === 0 || active.some((rule) => rule.notify_channel_ids.length === 0)
  return channels.filter(
    (channel) => named.has(channel.channel_id) || (withDefaults && channel.is_default === true),
  )
}
