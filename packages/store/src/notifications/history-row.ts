export const NOTIFICATION_STATUSES = ['queued', 'sent', 'delivered', 'failed', 'skipped'] as const
export type NotificationStatus = (typeof NOTIFICATION_STATUSES)[number]

/** One notification to one channel. */
export type HistoryRow = {
  readonly notification_id: string
  readonly org_slug: string
  readonly rule_id: string | null
  readonly summary_id: string | null
  readonly channel_id: string
  readonly notification_type: string
  readonly priority: string | null
  readonly subject: string
  readonly body_preview: string | null
  readonly status: NotificationStatus
  readonly sent_at: Date | null
  readonly delivered_at: Date | null
  readonly error_message: string | null
  readonly retry_count: number | null
  /** JSON text. */
  readonly trigger_data: string | null
  readonly recipients: readonly string[]
  readonly acknowledged_at: Date | null
  readonly acknowledged_by: string | null
  readonly escalated: boolean | null
  readonly escalated_at: Date | null
  readonly created_at: Date
}

export const HISTORY_COLUMNS = `notification_id, org_slug, rule_id, summary_id, channel_id, notification_type, priority, subject,
  body_preview, status, sent_at, delivered_at, error_message, retry_count, trigger_data, recipients, acknowledged_at, acknowledged_by,
  escalated, escalated_at, created_at`
