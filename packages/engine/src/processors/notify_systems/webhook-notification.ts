import { z } from 'zod'
import { NotificationConfig, sendNotification } from '../../notification-step.ts'
import { defineProcessor } from '../../processor.ts'

/** Posts signed JSON about the run to the organization's webhooks, or only to those named. */
export default defineProcessor({
  summary: 'Calls a webhook about the run.',
  config: z.strictObject({ ...NotificationConfig, channels: z.array(z.string().min(1)).max(50).default([]) }),
  run: (context, config) => sendNotification(context, 'webhook', config.channels, config),
})
