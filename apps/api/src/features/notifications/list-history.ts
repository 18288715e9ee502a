import { NOTIFICATION_STATUSES } from '@cloudact/store/notifications/history-row'
import { listHistory } from '@cloudact/store/notifications/list-history'
import { z } from 'zod'
import { route } from '../../context.ts'
import { OrgParams } from '../shapes.ts'
import { NotificationHistoryEntry, toHistoryEntry } from './notification-shapes.ts'

const DAY_MILLISECONDS = 86_400_000

export const listNotificationHistory = route({
  method: 'GET',
  path: '/api/v1/notifications/{org_slug}/history',
  operationId: 'listNotificationHistory',
  tag: 'Notifications',
  summary: 'What was sent and whether it arrived, newest first',
  auth: { kind: 'scope', scope: 'notifications:read' },
  params: OrgParams,
  query: z.strictObject({
    notification_type: z.string().max(100).optional(),
    channel_id: z.string().max(100).optional(),
    status: z.enum(NOTIFICATION_STATUSES).optional(),
    days: z.coerce.number().int().min(1).max(90).default(7),
    limit: z.coerce.number().int().min(1).max(1_000).default(100),
    offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  }),
  output: z.array(NotificationHistoryEntry),
  handler: async ({ org, query }, context) => {
    const rows = await listHistory(context.database, org, {
      type: query.notification_type,
      channelId: query.channel_id,
      status: query.status,
      since: new Date(context.clock.now() - query.days * DAY_MILLISECONDS),
      limit: query.limit,
      offset: query.offset,
    })
    return rows.map(toHistoryEntry)
  },
})
