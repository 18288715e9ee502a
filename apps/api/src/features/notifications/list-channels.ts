import { CHANNEL_TYPES } from '@cloudact/store/notifications/channel-row'
import { listChannels } from '@cloudact/store/notifications/list-channels'
import { z } from 'zod'
import { route } from '../../context.ts'
import { OrgParams } from '../shapes.ts'
import { NotificationChannel, toChannel } from './notification-shapes.ts'

export const listNotificationChannels = route({
  method: 'GET',
  path: '/api/v1/notifications/{org_slug}/channels',
  operationId: 'listNotificationChannels',
  tag: 'Notifications',
  summary: 'Where the organization is notified',
  auth: { kind: 'scope', scope: 'notifications:read' },
  params: OrgParams,
  query: z.strictObject({
    channel_type: z.enum(CHANNEL_TYPES).optional(),
    active_only: z.stringbool().default(false),
  }),
  output: z.array(NotificationChannel),
  handler: async ({ org, query }, context) =>
    (
      await listChannels(context.database, org, { type: query.channel_type, activeOnly: query.active_only })
    ).map(toChannel),
})
