import type { Clock } from '@cloudact/core/ports/clock'
import type { Channel } from './channel.ts'
import { undelivered, type Delivery } from './delivery.ts'
import type { Mailer } from './mailer.ts'
import type { Message } from './message.ts'
import { postJson } from './post-json.ts'
import { slackPayload } from './templates/slack-payload.ts'
import { teamsPayload } from './templates/teams-payload.ts'
import { webhookPayload } from './templates/webhook-payload.ts'
import { signatureHeader } from './webhook-signature.ts'

export type DeliveryPorts = {
  /** Absent: the deployment has no SMTP server. */
  readonly mailer?: Mailer
  /** A fetch that refuses private addresses: channel URLs are tenants' input. */
  readonly fetch: typeof fetch
  readonly clock: Clock
}

/**
 * Makes one attempt to deliver a message. Never throws for what a channel can cause: the result says whether trying
 * again can help. Retries, history and cooldown are the caller's.
 */
export async function deliver(
  channel: Channel,
  message: Message,
  ports: DeliveryPorts,
  options: { readonly signal?: AbortSignal } = {},
): Promise<Delivery> {
  const { fetch, mailer } = ports
  const { signal } = options
  switch (channel.kind) {
    case 'email':
      if (!mailer)
        return undelivered('This deployment has no mail server. Ask the operator to set one up.', false)
      return mailer.send(channel, message, signal)
    case 'slack':
      return postJson({
        fetch,
        url: channel.url,
        body: JSON.stringify(slackPayload(channel, message)),
        name: 'Slack',
        signal,
      })
    case 'teams':
      return postJson({
        fetch,
        url: channel.url,
        body: JSON.stringify(teamsPayload(message)),
        name: 'Teams',
        signal,
      })
    case 'webhook': {
      const body = JSON.stringify(webhookPayload(message))
      const headers = {
        ...channel.headers,
        'x-cloudact-delivery': message.id,
        'x-cloudact-event': message.type,
        ...(channel.secret !== undefined && {
          'x-cloudact-signature': await signatureHeader(channel.secret, body, ports.clock.now()),
        }),
      }
      return postJson({
        fetch,
        url: channel.url,
        body,
        method: channel.method,
        headers,
        name: 'The webhook',
        signal,
      })
    }
  }
}
