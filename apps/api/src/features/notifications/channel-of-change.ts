import { AppError } from '@cloudact/core/errors'
import type { ChannelRow } from '@cloudact/store/notifications/channel-row'
import { sealChannelSecret } from '@cloudact/store/notifications/channel-secrets'
import type { ChannelToSave } from '@cloudact/store/notifications/save-channel'
import type { ApiContext } from '../../context.ts'
import { checkOutsideAddress } from '../integrations/check-outside-address.ts'
import type { ChannelChange } from './channel-input.ts'
import { checkFieldsOfType } from './channel-input.ts'

/**
 * A channel with a request's changes, its addresses checked and sealed. Throws `invalid_input` for fields of another
 * type, addresses that are not public https ones, and a channel that would reach nobody.
 */
export async function channelOfChange(
  context: ApiContext,
  current: ChannelToSave,
  change: ChannelChange,
): Promise<ChannelToSave> {
  const type = current.channel_type
  checkFieldsOfType(type, change)
  context.secrets.registerAll([change.slack_webhook_url, change.webhook_url, change.webhook_headers])
  if (change.slack_webhook_url !== undefined)
    await checkOutsideAddress(change.slack_webhook_url, 'body.slack_webhook_url')
  if (change.webhook_url !== undefined) await checkOutsideAddress(change.webhook_url, 'body.webhook_url')
  const seal = (text: string): Promise<string> =>
    sealChannelSecret(context.kms, current.org_slug, current.channel_id, text)
  const sealed = async (text: string | undefined, before: string | null): Promise<string | null> =>
    text === undefined ? before : seal(text)

  const changed: ChannelToSave = {
    ...current,
    name: change.name ?? current.name,
    is_default: change.is_default ?? current.is_default,
    is_active: change.is_active ?? current.is_active,
    run_trigger: change.trigger === undefined ? current.run_trigger : change.trigger,
    email_recipients: change.email_recipients ?? current.email_recipients,
    email_cc_recipients: orEmpty(change.email_cc_recipients, current.email_cc_recipients),
    email_subject_prefix: kept(change.email_subject_prefix, current.email_subject_prefix),
    slack_webhook_url_encrypted: await sealed(change.slack_webhook_url, current.slack_webhook_url_encrypted),
    slack_channel: kept(change.slack_channel, current.slack_channel),
    slack_mention_users: orEmpty(change.slack_mention_users, current.slack_mention_users),
    slack_mention_channel: change.slack_mention_channel ?? current.slack_mention_channel,
    webhook_url_encrypted: await sealed(change.webhook_url, current.webhook_url_encrypted),
    webhook_headers_encrypted:
      change.webhook_headers === null
        ? null
        : await sealed(
            change.webhook_headers && JSON.stringify(change.webhook_headers),
            current.webhook_headers_encrypted,
          ),
    webhook_method: change.webhook_method ?? current.webhook_method,
  }
  requireTarget(changed)
  return changed
}

/** What a channel of a type is before a request says anything about it. */
export function emptyChannel(
  channel: Pick<ChannelRow, 'channel_id' | 'org_slug' | 'channel_type' | 'name'>,
): ChannelToSave {
  return {
    ...channel,
    is_default: false,
    is_active: true,
    run_trigger: null,
    email_recipients: [],
    email_cc_recipients: [],
    email_subject_prefix: null,
    slack_webhook_url_encrypted: null,
    slack_channel: null,
    slack_mention_users: [],
    slack_mention_channel: channel.channel_type === 'slack' ? false : null,
    webhook_url_encrypted: null,
    webhook_headers_encrypted: null,
    webhook_method: channel.channel_type === 'webhook' ? 'POST' : null,
  }
}

/** Null takes the value away, undefined leaves it. */
function kept(given: string | null | undefined, before: string | null): string | null {
  return given === undefined ? before : given
}

function orEmpty(given: readonly string[] | null | undefined, before: readonly string[]): readonly string[] {
  return given === undefined ? before : (given ?? [])
}

function requireTarget(channel: ChannelToSave): void {
  const missing = {
    email: channel.email_recipients.length === 0 && {
      path: 'body.email_recipients',
      message: 'An e-mail channel needs at least one recipient.',
    },
    slack: channel.slack_webhook_url_encrypted === null && {
      path: 'body.slack_webhook_url',
      message: 'A Slack channel needs the address of an incoming webhook.',
    },
    webhook: channel.webhook_url_encrypted === null && {
      path: 'body.webhook_url',
      message: 'A webhook channel needs the address to call.',
    },
  }[channel.channel_type]
  if (missing) throw new AppError('invalid_input', missing.message, { faults: [missing] })
}
