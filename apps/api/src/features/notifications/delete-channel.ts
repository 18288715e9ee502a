import { AppError } from '@cloudact/core/errors'
import { deleteChannel } from '@cloudact/store/notifications/delete-channel'
import { route } from '../../context.ts'
import { ChannelParams } from './notification-shapes.ts'

export const deleteNotificationChannel = route({
  method: 'DELETE',
  path: '/api/v1/notifications/{org_slug}/channels/{channel_id}',
  operationId: 'deleteNotificationChannel',
  tag: 'Notifications',
  summary: 'Remove a channel; its history stays',
  auth: { kind: 'scope', scope: 'notifications:write' },
  params: ChannelParams,
  statuses: [204],
  audit: { action: 'DELETE', resource: 'notification_channel' },
  handler: async ({ org, params, auditDetail }, context) => {
    auditDetail(params.channel_id)
    if (!(await deleteChannel(context.database, org, params.channel_id)))
      throw new AppError('not_found', 'There is no such channel.')
    return null
  },
})
