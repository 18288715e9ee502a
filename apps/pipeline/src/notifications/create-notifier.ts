import { AppError } from '@cloudact/core/errors'
import type { OrgSlug } from '@cloudact/core/org-slug'
import type { NotificationReceipt, NotificationRequest, Notifier } from '@cloudact/engine/services'
import type { Channel } from '@cloudact/notify/channel'
import { noticeMessage } from '@cloudact/notify/templates/notice-message'
import type { Message } from '@cloudact/notify/message'
import { runMessage, type RunFacts } from '@cloudact/notify/templates/run-message'
import type { ChannelRow } from '@cloudact/store/notifications/channel-row'
import { listActiveChannels } from '@cloudact/store/notifications/list-channels'
import { listRunChannels } from '@cloudact/store/notifications/run-channels'
import { announce, type Announcement, type AnnouncementResult } from './announce.ts'
import { openChannel } from './open-channel.ts'
import type { NotifierPorts } from './notifier-ports.ts'
import { sendToChannel, type SendResult } from './send-to-channel.ts'

export type RunNotifier = Notifier & {
  /** Tells the organization's channels how a run ended. Never throws: a failed notification never fails a run. */
  runEnded(org: OrgSlug, facts: RunFacts, signal: AbortSignal): Promise<void>
  /** Tells an organization something the operator has to say, and says how each channel took it. */
  announce(
    org: OrgSlug,
    announcement: Announcement,
    signal: AbortSignal,
  ): Promise<readonly AnnouncementResult[]>
  /** Sends one message to a channel once, active or not, so that whoever set it up sees at once whether it works. */
  test(org: OrgSlug, row: ChannelRow, signal: AbortSignal): Promise<SendResult>
}

/** Sends to the channels of an organization, with retries and delivery history. */
export function createNotifier(ports: NotifierPorts): RunNotifier {
  const { database, log } = ports

  async function send(
    org: OrgSlug,
    row: ChannelRow,
    build: (id: string) => Message,
    signal: AbortSignal,
  ): Promise<boolean | undefined> {
    try {
      const channel = await openChannel(ports, org, row)
      if (channel === undefined) return undefined
      return await sendOpened(org, row.channel_id, channel, build, signal)
    } catch (error) {
      log.warn({ err: error, org_slug: org, channel_id: row.channel_id }, 'notification not sent')
      ports.onOutcome('failed')
      return false
    }
  }

  async function sendOpened(
    org: OrgSlug,
    channelId: string,
    channel: Channel,
    build: (id: string) => Message,
    signal: AbortSignal,
  ): Promise<boolean> {
    const { arrived } = await sendToChannel(ports, { org, channelId, channel }, build, signal)
    ports.onOutcome(arrived ? 'delivered' : 'failed')
    return arrived
  }

  return {
    async notify(request, signal) {
      const build = (id: string): Message => noticeOf(request, id)
      const rows = (await listActiveChannels(database.forOrg(request.org), request.org)).filter((row) =>
        isMeant(request, row),
      )
      const results = await Promise.all(
        rows.map(async (row) => ({ name: row.name, arrived: await send(request.org, row, build, signal) })),
      )
      if (request.medium === 'email' && request.recipients.length > 0) {
        const channel: Channel = { kind: 'email', recipients: request.recipients }
        results.push({
          name: 'email',
          arrived: await sendOpened(request.org, `run:${request.runId}`, channel, build, signal),
        })
      }
      return receiptOf(results)
    },
    async runEnded(org, facts, signal) {
      try {
        const rows = await listRunChannels(
          database.forOrg(org),
          org,
          facts.state === 'COMPLETED' ? 'run_completed' : 'run_failed',
          facts.partial,
        )
        await Promise.all(rows.map((row) => send(org, row, (id) => runMessage(facts, id), signal)))
      } catch (error) {
        log.warn({ err: error, org_slug: org, run_id: facts.runId }, 'run notifications not sent')
        ports.onOutcome('failed')
      }
    },
    announce: (org, announcement, signal) => announce(ports, org, announcement, signal),
    async test(org, row, signal) {
      const channel = await openChannel(ports, org, row)
      if (channel === undefined)
        throw new AppError('conflict', `The channel "${row.name}" has no address. Give it one, then test it.`)
      const target = { org, channelId: row.channel_id, channel }
      const result = await sendToChannel(ports, target, (id) => testMessage(org, row, id), signal, 1)
      ports.onOutcome(result.arrived ? 'delivered' : 'failed')
      return result
    },
  }
}

function testMessage(org: OrgSlug, row: ChannelRow, id: string): Message {
  return noticeMessage({
    id,
    type: 'channel_test',
    priority: 'low',
    subject: `Test of the channel "${row.name}"`,
    text: 'This channel works: CloudAct can reach you here.',
    facts: { org_slug: org, channel: row.name },
  })
}

/** E-mail recipients are addresses, the others are names of channels. */
function isMeant(request: NotificationRequest, row: ChannelRow): boolean {
  if (row.channel_type !== request.medium) return false
  if (request.recipients.length === 0) return true
  return request.medium !== 'email' && request.recipients.includes(row.name)
}

function receiptOf(
  results: readonly { readonly name: string; readonly arrived: boolean | undefined }[],
): NotificationReceipt {
  return {
    delivered: results.filter((result) => result.arrived === true).length,
    failed: results.filter((result) => result.arrived === false).length,
    channels: results.filter((result) => result.arrived !== undefined).map((result) => result.name),
  }
}

function noticeOf(request: NotificationRequest, id: string): Message {
  return noticeMessage({
    id,
    type: 'pipeline_step',
    priority: request.priority,
    subject: request.subject,
    text: request.message,
    facts: request.facts,
  })
}
