import { summaryMessage } from '@cloudact/notify/templates/summary-message'
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

export const sendSummary = route({
  method: 'POST',
  path: '/api/v1/notifications/summary',
  operationId: 'sendSummary',
  tag: 'Notifications',
  summary: 'Send a summary that was computed elsewhere to channels of an organization',
  auth: { kind: 'root' },
  body: z
    .strictObject({
      org_slug: z.string().max(100),
      summary_id: z.string().min(1).max(100),
      summary_name: z.string().trim().min(1).max(200),
      channel_ids: ChannelNames,
      content: Facts.describe('Figures by name; nested ones are shown below the names they lie under.'),
      recipients: Recipients,
    })
    .meta({ id: 'SendSummaryRequest' }),
  output: AnnouncementAnswer,
  audit: { action: 'EXECUTE', resource: 'notification_summary' },
  handler: async ({ body, signal, auditDetail }, { database, notifier }) => {
    const org = await requireOrganization(database, body.org_slug)
    const { summary_id: summaryId, summary_name: name, content } = body
    auditDetail(summaryId, { org_slug: org, name })
    const results = await notifier.announce(
      org,
      {
        channels: body.channel_ids,
        recipients: body.recipients,
        summaryId,
        build: (id) => summaryMessage({ id, summaryId, name, org, content }),
      },
      signal,
    )
    return toAnswer(org, results)
  },
})
