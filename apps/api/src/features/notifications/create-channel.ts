import { randomUUID } from 'node:crypto'
import { CHANNEL_TYPES } from '@cloudact/store/notifications/channel-row'
import { saveChannel } from '@cloudact/store/notifications/save-channel'
import { z } from 'zod'
import { route } from '../../context.ts'
import { userIdOf } from '../integrations/integration-shapes.ts'
import { OrgParams } from '../shapes.ts'
import { ChannelFields } from './channel-input.ts'
import { channelOfChange, emptyChannel } from './channel-of-change.ts'
import { NotificationChannel, toChannel } from './notification-shapes.ts'

export const createNotificationChannel = route({
  method: 'POST',
  path: '/api/v1/notifications/{org_slug}/channels',
  operationId: 'createNotificationChannel',
  tag: 'Notifications',
  summary: 'Add an e-mail, Slack or webhook channel',
  auth: { kind: 'scope', scope: 'notifications:write' },
  params: OrgParams,
  body: z
    .strictObject({ ...ChannelFields, channel_type: z.enum(CHANNEL_TYPES) })
    .partial()
    .required({ name: true, channel_type: true })
    .meta({ id: 'NotificationChannelCreate' }),
  statuses: [201],
  output: NotificationChannel,
  audit: { action: 'CREATE', resource: 'notification_channel' },
  handler: async ({ org, body, caller, auditDetail }, context) => {
    const { channel_type: type, ...fields } = body
    const id = `chn_${randomUUID().replaceAll('-', '')}`
    auditDetail(id, { channel_type: type, name: fields.name })
    const empty = emptyChannel({ channel_id: id, org_slug: org, channel_type: type, name: fields.name })
    // Only a default hears of runs by itself; another one that says nothing is there for failures.
    const trigger = fields.trigger === undefined && fields.is_default !== true ? 'on_failure' : fields.trigger
    const channel = await channelOfChange(context, empty, { ...fields, trigger })
    const row = await context.database.transaction((tx) => saveChannel(tx, channel, userIdOf(caller)))
    return { status: 201, body: toChannel(row) }
  },
})
