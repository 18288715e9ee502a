import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Sql } from '@cloudact/core/ports/sql'

/** A channel with its sealed addresses; whoever opens them writes that to the audit log. */
export type ChannelRow = {
  readonly channel_id: string
  readonly org_slug: OrgSlug
  readonly channel_type: 'email' | 'slack' | 'webhook'
  readonly name: string
  readonly is_default: boolean | null
  readonly email_recipients: readonly string[]
  readonly email_cc_recipients: readonly string[]
  readonly email_subject_prefix: string | null
  readonly slack_webhook_url_encrypted: string | null
  readonly slack_channel: string | null
  readonly slack_mention_users: readonly string[]
  readonly slack_mention_channel: boolean | null
  readonly webhook_url_encrypted: string | null
  readonly webhook_headers_encrypted: string | null
  readonly webhook_method: string | null
}

/** Active channels of an organization. */
export async function listActiveChannels(sql: Sql, org: OrgSlug): Promise<ChannelRow[]> {
  return sql.query<ChannelRow>(
    `SELECT channel_id, org_slug, channel_type, name, is_default, email_recipients, email_cc_recipients, email_subject_prefix,
       slack_webhook_url_encrypted, slack_channel, slack_mention_users, slack_mention_channel, webhook_url_encrypted,
       webhook_headers_encrypted, webhook_method
     FROM org_notification_channels WHERE org_slug = $1 AND is_active ORDER BY channel_type, name`,
    [org],
  )
}
