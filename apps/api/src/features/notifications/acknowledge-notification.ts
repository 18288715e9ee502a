import { AppError } from '@cloudact/core/errors'
import { acknowledgeNotification } from '@cloudact/store/notifications/acknowledge-notification'
import { route } from '../../context.ts'
import { callerName } from '../../domain/caller-name.ts'
import { NotificationHistoryEntry, NotificationParams, toHistoryEntry } from './notification-shapes.ts'

export const acknowledgeNotificationRoute = route({
  method: 'POST',
  path: '/api/v1/notifications/{org_slug}/history/{notification_id}/acknowledge',
  operationId: 'acknowledgeNotification',
  tag: 'Notifications',
  summary: 'Say that somebody has seen it; the first one stays',
  auth: { kind: 'scope', scope: 'notifications:write' },
  params: NotificationParams,
  output: NotificationHistoryEntry,
  audit: { action: 'UPDATE', resource: 'notification' },
  handler: async ({ org, params, caller, auditDetail }, context) => {
    auditDetail(params.notification_id)
    const row = await acknowledgeNotification(
      context.database,
      org,
      params.notification_id,
      callerName(caller),
      context.clock.now(),
    )
    if (!row) throw new AppError('not_found', 'There is no such notification.')
    return toHistoryEntry(row)
  },
})
