import { AppError } from '@cloudact/core/errors'
import { parseOrgSlug } from '@cloudact/core/org-slug'
import { findChannel } from '@cloudact/store/notifications/find-channel'
import { z } from 'zod'
import { route } from '../../context.ts'

export const testChannel = route({
  method: 'POST',
  path: '/api/v1/notifications/test',
  operationId: 'testChannel',
  tag: 'Notifications',
  summary: 'Send a test message to a channel once and say whether it arrived',
  auth: { kind: 'root' },
  body: z
    .strictObject({ org_slug: z.string().max(100), channel_id: z.string().min(1).max(100) })
    .meta({ id: 'TestChannelRequest' }),
  output: z
    .object({
      success: z.boolean(),
      channel_id: z.string(),
      notification_id: z.string(),
      status: z.enum(['delivered', 'failed']),
      message: z.string(),
    })
    .meta({ id: 'ChannelTestResult' }),
  audit: { action: 'EXECUTE', resource: 'notification_channel' },
  handler: async ({ body, signal, auditDetail }, { database, notifier }) => {
    const org = parseOrgSlug(body.org_slug)
    const row = await findChannel(database, org, body.channel_id)
    if (row === undefined) throw new AppError('not_found', 'There is no such channel.')
    const { notificationId, arrived, error } = await notifier.test(org, row, signal)
    auditDetail(row.channel_id, { org_slug: org, notification_id: notificationId, arrived })
    return {
      success: arrived,
      channel_id: row.channel_id,
      notification_id: notificationId,
      status: arrived ? ('delivered' as const) : ('failed' as const),
      message: arrived ? 'The test message was delivered.' : (error ?? 'The test message did not arrive.'),
    }
  },
})
