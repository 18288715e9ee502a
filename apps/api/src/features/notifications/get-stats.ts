import { readNotificationStats } from '@cloudact/store/notifications/notification-stats'
import { z } from 'zod'
import { route } from '../../context.ts'
import { OrgParams } from '../shapes.ts'

const Count = z.number().int()

export const getNotificationStats = route({
  method: 'GET',
  path: '/api/v1/notifications/{org_slug}/stats',
  operationId: 'getNotificationStats',
  tag: 'Notifications',
  summary: 'Channels, rules and how deliveries go',
  auth: { kind: 'scope', scope: 'notifications:read' },
  params: OrgParams,
  output: z
    .object({
      total_channels: Count,
      active_channels: Count,
      total_rules: Count,
      active_rules: Count,
      total_summaries: Count,
      active_summaries: Count,
      notifications_24h: Count,
      alerts_24h: Count,
      delivery_rate: z
        .number()
        .describe('Percent of settled notifications that arrived; 100 when there are none.'),
      pending_acknowledgments: Count,
    })
    .meta({ id: 'NotificationStats' }),
  handler: async ({ org }, context) => readNotificationStats(context.database, org, context.clock.now()),
})
