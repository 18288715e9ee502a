import { AppError } from '@cloudact/core/errors'
import type { Transaction } from '@cloudact/core/ports/sql'
import { lockSubscription } from '../quota/subscription.ts'
import { CHANNEL_COLUMNS, type ChannelRow } from './channel-row.ts'

export type ChannelToSave = Omit<ChannelRow, 'created_at' | 'updated_at' | 'created_by'>

/**
 * Writes a channel as it should be from now on, new or not. A default takes the place of the one before it of the same
 * type. Throws `conflict` for a name that another channel of the organization has.
 */
export async function saveChannel(
  tx: Transaction,
  channel: ChannelToSave,
  userId: string | null,
): Promise<ChannelRow> {
  // Changes of one organization's channels take turns: of two defaults made at once, the later is the default.
  await lockSubscription(tx, channel.org_slug)
  const named = await tx.query(
    'SELECT 1 AS found FROM org_notification_channels WHERE org_slug = $1 AND lower(name) = lower($2) AND channel_id <> $3',
    [channel.org_slug, channel.name, channel.channel_id],
  )
  if (named.length > 0)
    throw new AppError('conflict', `There is a channel named "${channel.name}" already. Choose another name.`)
  if (channel.is_default === true) {
    await tx.query(
      `UPDATE org_notification_channels SET is_default = false, updated_at = now(), updated_by = $4
       WHERE org_slug = $1 AND channel_type = $2 AND channel_id <> $3 AND is_default`,
      [channel.org_slug, channel.channel_type, channel.channel_id, userId],
    )
  }
  const [row] = await tx.query<ChannelRow>(
    `INSERT INTO org_notification_channels AS channel (channel_id, org_slug, channel_type, name, is_default, is_active, email_recipients,
       email_cc_recipients, email_subject_prefix, slack_webhook_url_encrypted, slack_channel, slack_mention_users,
       slack_mention_channel, webhook_url_encrypted, webhook_headers_encrypted, webhook_method, run_trigger, created_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
     ON CONFLICT (channel_id) DO UPDATE SET name = excluded.name, is_default = excluded.is_default,
       is_active = excluded.is_active, email_recipients = excluded.email_recipients,
       email_cc_recipients = excluded.email_cc_recipients, email_subject_prefix = excluded.email_subject_prefix,
       slack_webhook_url_encrypted = excluded.slack_webhook_url_encrypted, slack_channel = excluded.slack_channel,
       slack_mention_users = excluded.slack_mention_users, slack_mention_channel = excluded.slack_mention_channel,
       webhook_url_encrypted = excluded.webhook_url_encrypted,
       webhook_headers_encrypted = excluded.webhook_headers_encrypted, webhook_method = excluded.webhook_method,
       run_trigger = excluded.run_trigger, updated_at = now(), updated_by = excluded.created_by
     WHERE channel.org_slug = excluded.org_slug
     RETURNING ${CHANNEL_COLUMNS}`,
    [
      channel.channel_id,
      channel.org_slug,
      channel.channel_type,
      channel.name,
      channel.is_default,
      channel.is_active,
      channel.email_recipients,
      channel.email_cc_recipients,
      channel.email_subject_prefix,
      channel.slack_webhook_url_encrypted,
      channel.slack_channel,
      channel.slack_mention_users,
      channel.slack_mention_channel,
      channel.webhook_url_encrypted,
      channel.webhook_headers_encrypted,
      channel.webhook_method,
      channel.run_trigger,
      userId,
    ],
  )
  if (!row) throw new AppError('not_found', 'There is no such channel.')
  return row
}
