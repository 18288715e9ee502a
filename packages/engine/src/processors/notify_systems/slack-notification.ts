import { z } from 'zod'
import { NotificationConfig, sendNotification } from '../../notification-step.ts'
import { defineProcessor } from '../../processor.ts'

/** Posts about the run to the organization's Slack channels, or only to those named. */
export default defineProcessor({
  summary: 'Posts a Slack message about the run.',
  config: z.strictObject({ ...NotificationConfig, channels: z.array(z.string().min(1)).max(50).default([]) }),
  run: (context, config) => sendNotification(context, 'slack', config.channels, config),
})
