import { CHANNEL_TYPES, type ChannelRow, RUN_TRIGGERS } from '@cloudact/store/notifications/channel-row'
import { type HistoryRow, NOTIFICATION_STATUSES } from '@cloudact/store/notifications/history-row'
import { z } from 'zod'
import { iso, isoOrNull, OrgParams, Timestamp } from '../shapes.ts'

export const ChannelParams = OrgParams.extend({ channel_id: z.string().max(100) })
export const NotificationParams = OrgParams.extend({ notification_id: z.string().max(100) })

/** A channel without its secret addresses: only whether they are set. */
export const NotificationChannel = z
  .object({
    channel_id: z.string(),
    org_slug: z.string(),
    channel_type: z.enum(CHANNEL_TYPES),
    name: z.string(),
    is_default: z.boolean(),
    is_active: z.boolean(),
    trigger: z.enum(RUN_TRIGGERS).nullable(),
    email_recipients: z.array(z.string()),
    email_cc_recipients: z.array(z.string()),
    email_subject_prefix: z.string().nullable(),
    slack_webhook_configured: z.boolean(),
    slack_channel: z.string().nullable(),
    slack_mention_users: z.array(z.string()),
    slack_mention_channel: z.boolean(),
    webhook_configured: z.boolean(),
    webhook_headers_configured: z.boolean(),
    webhook_method: z.enum(['POST', 'PUT']).nullable(),
    created_at: Timestamp,
    updated_at: Timestamp.nullable(),
    created_by: z.string().nullable(),
  })
  .meta({ id: 'NotificationChannel' })

export function toChannel(row: ChannelRow): z.input<typeof NotificationChannel> {
  return {
    channel_id: row.channel_id,
    org_slug: row.org_slug,
    channel_type: row.channel_type,
    name: row.name,
    is_default: row.is_default ?? false,
    is_active: row.is_active,
    trigger: row.run_trigger,
    email_recipients: [...row.email_recipients],
    email_cc_recipients: [...row.email_cc_recipients],
    email_subject_prefix: row.email_subject_prefix,
    slack_webhook_configured: row.slack_webhook_url_encrypted !== null,
    slack_channel: row.slack_channel,
    slack_mention_users: [...row.slack_mention_users],
    slack_mention_channel: row.slack_mention_channel ?? false,
    webhook_configured: row.webhook_url_encrypted !== null,
    webhook_headers_configured: row.webhook_headers_encrypted !== null,
    webhook_method: row.channel_type === 'webhook' ? (row.webhook_method === 'PUT' ? 'PUT' : 'POST') : null,
    created_at: iso(row.created_at),
    updated_at: isoOrNull(row.updated_at),
    created_by: row.created_by,
  }
}

export const NotificationHistoryEntry = z
  .object({
    notification_id: z.string(),
    org_slug: z.string(),
    rule_id: z.string().nullable(),
    summary_id: z.string().nullable(),
    channel_id: z.string(),
    notification_type: z.string(),
    priority: z.string().nullable(),
    subject: z.string(),
    body_preview: z.string().nullable(),
    status: z.enum(NOTIFICATION_STATUSES),
    sent_at: Timestamp.nullable(),
    delivered_at: Timestamp.nullable(),
    error_message: z.string().nullable(),
    retry_count: z.number().int(),
    trigger_data: z.record(z.string(), z.unknown()).nullable(),
    recipients: z.array(z.string()),
    acknowledged_at: Timestamp.nullable(),
    acknowledged_by: z.string().nullable(),
    escalated: z.boolean(),
    escalated_at: Timestamp.nullable(),
    created_at: Timestamp,
  })
  .meta({ id: 'NotificationHistoryEntry' })

const TriggerData = z.record(z.string(), z.unknown())

export function toHistoryEntry(row: HistoryRow): z.input<typeof NotificationHistoryEntry> {
  return {
    ...row,
    sent_at: isoOrNull(row.sent_at),
    delivered_at: isoOrNull(row.delivered_at),
    retry_count: row.retry_count ?? 0,
    trigger_data: row.trigger_data === null ? null : TriggerData.parse(JSON.parse(row.trigger_data)),
    recipients: [...row.recipients],
    acknowledged_at: isoOrNull(row.acknowledged_at),
    escalated: row.escalated ?? false,
    escalated_at: isoOrNull(row.escalated_at),
    created_at: iso(row.created_at),
  }
}
