import { z } from 'zod'
import { route } from '../../context.ts'
import { readJson, readRefusal } from '../../pipeline-service/refusal.ts'
import { callerName } from '../../domain/caller-name.ts'
import { sendToPipelineService } from '../../pipeline-service/send-request.ts'
import { ChannelParams } from './notification-shapes.ts'
import { requireChannel } from './require-channel.ts'

const TestResult = z
  .object({
    success: z.boolean(),
    channel_id: z.string(),
    notification_id: z.string(),
    status: z.enum(['delivered', 'failed']),
    message: z.string(),
  })
  .meta({ id: 'ChannelTestResult' })

export const testNotificationChannel = route({
  method: 'POST',
  path: '/api/v1/notifications/{org_slug}/channels/{channel_id}/test',
  operationId: 'testNotificationChannel',
  tag: 'Notifications',
  summary: 'Send a test message now and say whether it arrived',
  auth: { kind: 'scope', scope: 'notifications:write' },
  params: ChannelParams,
  output: TestResult,
  audit: { action: 'EXECUTE', resource: 'notification_channel' },
  handler: async ({ org, params, caller, requestId, signal, auditDetail }, context) => {
    const { channel_id: id } = await requireChannel(context.database, org, params.channel_id)
    const response = await sendToPipelineService(context, {
      method: 'POST',
      path: '/api/v1/notifications/test',
      body: { org_slug: org, channel_id: id },
      requestId,
      userId: callerName(caller),
      signal,
    })
    const status = response.statusCode ?? 502
    if (status >= 400) throw await readRefusal(response, status, response.headers['retry-after'])
    const result = TestResult.parse(await readJson(response))
    auditDetail(id, { notification_id: result.notification_id, status: result.status })
    return result
  },
})
