import type { AnyRoute } from '@cloudact/http/route'
import type { ApiContext } from '../../context.ts'
import { acknowledgeNotificationRoute } from './acknowledge-notification.ts'
import { createNotificationChannel } from './create-channel.ts'
import { deleteNotificationChannel } from './delete-channel.ts'
import { getNotificationChannel } from './get-channel.ts'
import { getNotificationHistoryEntry } from './get-history-entry.ts'
import { getNotificationStats } from './get-stats.ts'
import { listNotificationChannels } from './list-channels.ts'
import { listNotificationHistory } from './list-history.ts'
import { testNotificationChannel } from './test-channel.ts'
import { updateNotificationChannel } from './update-channel.ts'

export const notificationRoutes: readonly AnyRoute<ApiContext>[] = [
  listNotificationChannels,
  getNotificationChannel,
  createNotificationChannel,
  updateNotificationChannel,
  deleteNotificationChannel,
  testNotificationChannel,
  listNotificationHistory,
  getNotificationHistoryEntry,
  acknowledgeNotificationRoute,
  getNotificationStats,
]
