import { noticeMessage } from '@cloudact/notify/templates/notice-message'
import type { Priority } from '@cloudact/notify/message'
import { z } from 'zod'
import { route } from '../../context.ts'
import {
  AnnouncementAnswer,
  ChannelNames,
  Facts,
  Recipients,
  requireOrganization,
  toAnswer,
} from './announcement-shapes.ts'

const PRIORITIES: Readonly<Record<string, Priority>> = {
  info: 'low',
  low: 'low',
  medium: 'medium',
  warning: 'medium',
  high: 'high',
  critical: 'critical',
}

/** Shown and passed on, never computed with. Text keeps every digit. */
const Amount = z.union([
  z.string().regex(/^-?\d{1,26}(\.\d{1,12})?$/, 'a decimal such as 12.50'),
  z.number().transform(String),
])

export const sendNotification = route({
  method: 'POST',
  path: '/api/v1/notifications/send',
  operationId: 'sendNotification',
  tag: 'Notifications',
  summary: 'Tell an organization something through its channels, and say how each of them took it',
  auth: { kind: 'root' },
  body: z
    .strictObject({
      org_slug: z.string().max(100),
      event: z
        .string()
        .regex(/^[a-z][a-z0-9_]{0,99}$/)
        .default('alert_triggered'),
      severity: z.enum(['info', 'low', 'medium', 'warning', 'high', 'critical']).default('medium'),
      title: z.string().trim().min(1).max(200),
      message: z.string().trim().min(1).max(10_000),
      rule_id: z.string().min(1).max(100).optional(),
      recipients: Recipients,
      channels: ChannelNames,
      slack_webhook_url: z
        .url({ protocol: /^https?$/ })
        .max(2_000)
        .optional(),
      slack_channel: z.string().max(100).optional(),
      total_cost: Amount.optional(),
      threshold: Amount.optional(),
      currency: z
        .string()
        .regex(/^[A-Z]{3}$/)
        .default('USD'),
      period: z.string().max(100).default('current_month'),
      details: Facts.optional(),
    })
    .meta({ id: 'SendNotificationRequest' }),
  output: AnnouncementAnswer,
  audit: { action: 'EXECUTE', resource: 'notification' },
  handler: async ({ body, signal, auditDetail }, { database, notifier }) => {
    const org = await requireOrganization(database, body.org_slug)
    const { event, total_cost: cost, threshold, slack_webhook_url: url } = body
    auditDetail(event, { org_slug: org, title: body.title })
    const facts = {
      ...body.details,
      ...(cost !== undefined && { total_cost: `${cost} ${body.currency}` }),
      ...(threshold !== undefined && { threshold: `${threshold} ${body.currency}` }),
      ...((cost !== undefined || threshold !== undefined) && { period: body.period }),
      org_slug: org,
    }
    const results = await notifier.announce(
      org,
      {
        channels: body.channels,
        recipients: body.recipients,
        slack: url === undefined ? undefined : { url, channel: body.slack_channel },
        ruleId: body.rule_id,
        build: (id) =>
          noticeMessage({
            id,
            type: event,
            priority: PRIORITIES[body.severity] ?? 'medium',
            subject: body.title,
            text: body.message,
            facts,
          }),
      },
      signal,
    )
    auditDetail(event, {
      org_slug: org,
      title: body.title,
      notifications: results.flatMap(({ notificationId }) => notificationId ?? []),
    })
    return toAnswer(org, results)
  },
})
