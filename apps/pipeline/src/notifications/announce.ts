import { AppError } from '@cloudact/core/errors'
import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Channel } from '@cloudact/notify/channel'
import type { Message } from '@cloudact/notify/message'
import { CHANNEL_TYPES, type ChannelRow } from '@cloudact/store/notifications/channel-row'
import { listChannels } from '@cloudact/store/notifications/list-channels'
import type { NotifierPorts } from './notifier-ports.ts'
import { openChannel } from './open-channel.ts'
import { sendToChannel } from './send-to-channel.ts'

/** Something the operator tells an organization, and whom. */
export type Announcement = {
  /** Ids, names or types of the organization's channels. With nothing named at all, its active channels. */
  readonly channels: readonly string[]
  /** E-mail addresses told besides. */
  readonly recipients: readonly string[]
  /** A Slack webhook told besides, of no stored channel. */
  readonly slack?: { readonly url: string; readonly channel?: string | undefined } | undefined
  readonly build: (id: string) => Message
  readonly ruleId?: string | undefined
  readonly summaryId?: string | undefined
}

export type AnnouncementResult = {
  readonly channel: string
  readonly notificationId: string | null
  readonly status: 'delivered' | 'failed' | 'skipped'
  readonly error: string | null
}

type Target = { readonly id: string; readonly name: string; readonly channel: Channel | undefined }

/**
 * Tells an organization something, with retries and delivery history, and says how each channel took it. Throws
 * `not_found` for a channel it does not have, `conflict` for one that is switched off and when nobody would be told.
 */
export async function announce(
  ports: NotifierPorts,
  org: OrgSlug,
  announcement: Announcement,
  signal: AbortSignal,
): Promise<readonly AnnouncementResult[]> {
  const targets = await targetsOf(ports, org, announcement)
  if (targets.length === 0) {
    throw new AppError(
      'conflict',
      'Nobody would be told: the organization has no active channel of this kind. Add one, or name recipients.',
    )
  }
  return Promise.all(targets.map((target) => send(ports, org, target, announcement, signal)))
}

async function send(
  ports: NotifierPorts,
  org: OrgSlug,
  { id, name, channel }: Target,
  { build, ruleId, summaryId }: Announcement,
  signal: AbortSignal,
): Promise<AnnouncementResult> {
  if (channel === undefined)
    return { channel: name, notificationId: null, status: 'skipped', error: 'The channel has no address.' }
  const sent = await sendToChannel(ports, { org, channelId: id, channel, ruleId, summaryId }, build, signal)
  ports.onOutcome(sent.arrived ? 'delivered' : 'failed')
  return {
    channel: name,
    notificationId: sent.notificationId,
    status: sent.arrived ? 'delivered' : 'failed',
    error: sent.error ?? null,
  }
}

async function targetsOf(
  ports: NotifierPorts,
  org: OrgSlug,
  { channels, recipients, slack }: Announcement,
): Promise<Target[]> {
  const rows = await listChannels(ports.database, org, { activeOnly: false })
  const active = rows.filter((row) => row.is_active)
  const nothingNamed = channels.length === 0 && recipients.length === 0 && slack === undefined
  const chosen = nothingNamed ? active : channels.flatMap((name) => rowsNamed(rows, name))
  const targets = await Promise.all(
    [...new Set(chosen)].map(async (row) => ({
      id: row.channel_id,
      name: row.name,
      channel: await openChannel(ports, org, row),
    })),
  )
  const others: Target[] = []
  if (recipients.length > 0)
    others.push({ id: 'request:email', name: 'email', channel: { kind: 'email', recipients } })
  if (slack !== undefined) {
    ports.secrets.register(slack.url)
    const channel: Channel = {
      kind: 'slack',
      url: slack.url,
      ...(slack.channel !== undefined && { channel: slack.channel }),
    }
    others.push({ id: 'request:slack', name: 'slack', channel })
  }
  return [...targets, ...others]
}

function rowsNamed(rows: readonly ChannelRow[], name: string): readonly ChannelRow[] {
  const own = rows.find((row) => row.channel_id === name || row.name === name)
  if (own?.is_active === true) return [own]
  if (own !== undefined)
    throw new AppError('conflict', `The channel "${own.name}" is switched off. Switch it on to send to it.`)
  if (CHANNEL_TYPES.some((type) => type === name))
    return rows.filter((row) => row.channel_type === name && row.is_active)
  throw new AppError('not_found', `This organization has no channel "${name.slice(0, 100)}".`)
}
