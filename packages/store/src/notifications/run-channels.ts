import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Sql } from '@cloudact/core/ports/sql'
import type { ChannelRow } from './channel-row.ts'
import { listActiveChannels } from './list-channels.ts'

export type RunEventType = 'run_completed' | 'run_failed'

/**
 * Channels that are told about the end of a run. A channel with a trigger of its own is told what that says. For the
 * others, rules of category `pipeline` and this type decide when there are any: those of the active ones that name no
 * channels, and organizations without such rules, use the default channels. A channel an active rule names is told in
 * any case. `partial`: the run completed, but steps that may fail did; that is a failure to those who wait for one.
 */
export async function listRunChannels(
  sql: Sql,
  org: OrgSlug,
  event: RunEventType,
  partial: boolean,
): Promise<ChannelRow[]> {
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
    (channel) =>
      named.has(channel.channel_id) ||
      (channel.run_trigger === null
        ? withDefaults && channel.is_default === true
        : isTriggered(channel.run_trigger, event, partial)),
  )
}

function isTriggered(
  trigger: NonNullable<ChannelRow['run_trigger']>,
  event: RunEventType,
  partial: boolean,
): boolean {
  switch (trigger) {
    case 'on_failure':
      return event === 'run_failed' || partial
    case 'on_success':
      return event === 'run_completed'
    case 'on_completion':
    case 'always':
      return true
  }
}
