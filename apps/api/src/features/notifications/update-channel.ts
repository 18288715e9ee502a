import { AppError } from '@cloudact/core/errors'
import { saveChannel } from '@cloudact/store/notifications/save-channel'
import { lockSubscription } from '@cloudact/store/quota/subscription'
import { route } from '../../context.ts'
import { userIdOf } from '../integrations/integration-shapes.ts'
import { NotificationChannelUpdate } from './channel-input.ts'
import { channelOfChange } from './channel-of-change.ts'
import { ChannelParams, NotificationChannel, toChannel } from './notification-shapes.ts'
import { requireChannel } from './require-channel.ts'

export const updateNotificationChannel = route({
  method: 'PUT',
  path: '/api/v1/notifications/{org_slug}/channels/{channel_id}',
  operationId: 'updateNotificationChannel',
  tag: 'Notifications',
  summary: 'Change a channel; what is not named stays',
  auth: { kind: 'scope', scope: 'notifications:write' },
  params: ChannelParams,
  body: NotificationChannelUpdate,
  output: NotificationChannel,
  audit: { action: 'UPDATE', resource: 'notification_channel' },
  handler: async ({ org, params, body, caller, auditDetail }, context) => {
    if (Object.keys(body).length === 0)
      throw new AppError('invalid_input', 'Name at least one field to change.')
    auditDetail(params.channel_id, { changed: Object.keys(body) })
    const before = await requireChannel(context.database, org, params.channel_id)
    const changed = await channelOfChange(context, before, body)
    const row = await context.database.transaction(async (tx) => {
      await lockSubscription(tx, org)
      const current = await requireChannel(tx, org, params.channel_id)
      // Addresses are looked up and sealed outside the transaction, so somebody may have been faster.
      if (current.updated_at?.getTime() !== before.updated_at?.getTime())
        throw new AppError('conflict', 'The channel was changed meanwhile. Look at it again, then change it.')
      return saveChannel(tx, changed, userIdOf(caller))
    })
    return toChannel(row)
  },
})
