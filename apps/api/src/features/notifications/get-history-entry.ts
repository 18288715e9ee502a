import { AppError } from '@cloudact/core/errors'
import { findNotification } from '@cloudact/store/notifications/list-history'
import { route } from '../../context.ts'
import { NotificationHistoryEntry, NotificationParams, toHistoryEntry } from './notification-shapes.ts'

export const getNotificationHistoryEntry = route({
  method: 'GET',
  path: '/api/v1/notifications/{org_slug}/history/{notification_id}',
  operationId: 'getNotificationHistoryEntry',
  tag: 'Notifications',
  summary: 'One notification',
  auth: { kind: 'scope', scope: 'notifications:read' },
  params: NotificationParams,
  output: NotificationHistoryEntry,
  handler: async ({ org, params }, context) => {
    const row = await findNotification(context.database, org, params.notification_id)
    if (!row) throw new AppError('not_found', 'There is no such notification.')
    return toHistoryEntry(row)
  },
})
