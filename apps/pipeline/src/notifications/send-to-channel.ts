import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Clock } from '@cloudact/core/ports/clock'
import type { Database } from '@cloudact/core/ports/sql'
import type { Timers } from '@cloudact/engine/timers'
import type { Channel } from '@cloudact/notify/channel'
import { deliver } from '@cloudact/notify/deliver'
import type { Mailer } from '@cloudact/notify/mailer'
import type { Message } from '@cloudact/notify/message'
import { insertNotification, settleNotification } from '@cloudact/store/notifications/notification-history'

const MOST_ATTEMPTS = 3
const FIRST_PAUSE_MILLISECONDS = 2_000
const LONGEST_PAUSE_MILLISECONDS = 60_000

export type SendPorts = {
  readonly database: Database
  readonly clock: Clock
  readonly timers: Pick<Timers, 'sleep'>
  readonly mailer?: Mailer
  readonly fetch: typeof fetch
}

export type SendResult = {
  readonly notificationId: string
  readonly arrived: boolean
  /** Why it did not arrive, safe to show. */
  readonly error: string | undefined
}

export type SendTarget = {
  readonly org: OrgSlug
  readonly channelId: string
  readonly channel: Channel
  /** What it is sent for, for the history. */
  readonly ruleId?: string | undefined
  readonly summaryId?: string | undefined
}

/** Sends a message to one channel, tries again while that can help and `attempts` allows it, and keeps the history. */
export async function sendToChannel(
  ports: SendPorts,
  target: SendTarget,
  build: (id: string) => Message,
  signal: AbortSignal,
  attempts = MOST_ATTEMPTS,
): Promise<SendResult> {
  const { clock } = ports
  const database = ports.database.forOrg(target.org)
  const draft = build('')
  const id = await insertNotification(
    database,
    {
      org: target.org,
      channelId: target.channelId,
      type: draft.type,
      priority: draft.priority,
      subject: draft.subject,
      bodyPreview: draft.summary,
      recipients: target.channel.kind === 'email' ? target.channel.recipients : [],
      triggerData: draft.data,
      ruleId: target.ruleId,
      summaryId: target.summaryId,
    },
    clock.now(),
  )
  const message = build(id)
  for (let attempt = 1; ; attempt++) {
    const delivery = await deliver(target.channel, message, ports, { signal })
    const retries = attempt - 1
    if (delivery.ok) {
      await settleNotification(database, id, { status: 'delivered', retries }, clock.now())
      return { notificationId: id, arrived: true, error: undefined }
    }
    if (!delivery.retryable || attempt >= attempts) {
      await settleNotification(
        database,
        id,
        { status: 'failed', retries, error: delivery.message },
        clock.now(),
      )
      return { notificationId: id, arrived: false, error: delivery.message }
    }
    const pause = Math.max(FIRST_PAUSE_MILLISECONDS * 4 ** retries, (delivery.retryAfterSeconds ?? 0) * 1_000)
    await ports.timers.sleep(Math.min(pause, LONGEST_PAUSE_MILLISECONDS), signal)
  }
}
