import { z } from 'zod'
import { NotificationConfig, sendNotification } from '../../notification-step.ts'
import { defineProcessor } from '../../processor.ts'

/** Sends an e-mail about the run, to the addresses given or to the organization's own e-mail channels. */
export default defineProcessor({
  summary: 'Sends an e-mail about the run.',
  config: z.strictObject({ ...NotificationConfig, to_emails: z.array(z.email()).max(50).default([]) }),
  run: (context, config) => sendNotification(context, 'email', config.to_emails, config),
})
