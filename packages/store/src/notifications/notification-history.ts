import { randomUUID } from 'node:crypto'
import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Sql } from '@cloudact/core/ports/sql'

export type NewNotification = {
  readonly org: OrgSlug
  readonly channelId: string
  readonly type: string
  readonly priority: string
  readonly subject: string
  readonly bodyPreview: string
  readonly recipients: readonly string[]
  readonly triggerData: Readonly<Record<string, unknown>>
  /** Rule or summary it was sent for, as whoever asked named it. */
  readonly ruleId?: string | undefined
  readonly summaryId?: string | undefined
}

/** Writes a notification down before it is sent and returns its id. */
export async function insertNotification(
  sql: Sql,
  notification: NewNotification,
  now: number,
): Promise<string> {
  const id = `ntf_${randomUUID().replaceAll('-', '')}`
  await sql.query(
    `INSERT INTO org_notification_history (notification_id, org_slug, channel_id, notification_type, priority, subject, body_preview, status,
       recipients, trigger_data, created_at, rule_id, summary_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 'queued', $8, $9, $10, $11, $12)`,
    [
      id,
      notification.org,
      notification.channelId,
      notification.type,
      notification.priority,
      notification.subject,
      notification.bodyPreview.slice(0, 500),
      notification.recipients,
      JSON.stringify(notification.triggerData),
      new Date(now),
      notification.ruleId ?? null,
      notification.summaryId ?? null,
    ],
  )
  return id
}

/** Records how the delivery went after so many tries more than the first. */
export async function settleNotification(
  sql: Sql,
  id: string,
  outcome: {
    readonly status: 'sent' | 'delivered' | 'failed' | 'skipped'
    readonly retries: number
    readonly error?: string
  },
  now: number,
): Promise<void> {
  const arrived = outcome.status === 'sent' || outcome.status === 'delivered'
  await sql.query(
    `UPDATE org_notification_history SET status = $2, retry_count = $3, error_message = $4, sent_at = $5,
       delivered_at = CASE WHEN $2 = 'delivered' THEN $5::timestamptz END WHERE notification_id = $1`,
    [id, outcome.status, outcome.retries, outcome.error ?? null, arrived ? new Date(now) : null],
  )
}
