import { route } from '../../context.ts'
import { ChannelParams, NotificationChannel, toChannel } from './notification-shapes.ts'
import { requireChannel } from './require-channel.ts'

export const getNotificationChannel = route({
  method: 'GET',
  path: '/api/v1/notifications/{org_slug}/channels/{channel_id}',
  operationId: 'getNotificationChannel',
  tag: 'Notifications',
  summary: 'One channel, without its secrets',
  auth: { kind: 'scope', scope: 'notifications:read' },
  params: ChannelParams,
  output: NotificationChannel,
  handler: async ({ org, params }, context) =>
    toChannel(await requireChannel(context.database, org, params.channel_id)),
})
