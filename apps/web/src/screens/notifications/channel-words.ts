import type { Channel } from '../../api/shapes.ts'

export const CHANNEL_TYPE_LABELS: Readonly<Record<Channel['channel_type'], string>> = {
  email: 'E-mail',
  slack: 'Slack',
  webhook: 'Webhook',
}

export const TRIGGER_LABELS: Readonly<Record<NonNullable<Channel['trigger']>, string>> = {
  on_failure: 'Failed runs',
  on_success: 'Successful runs',
  on_completion: 'Every run that ends',
  always: 'Every run, cancelled ones too',
}

/** Where a channel's messages go, in words; secret addresses are only said to be set. */
export function destinationOf(channel: Channel): string {
  switch (channel.channel_type) {
    case 'email':
      return channel.email_recipients.join(', ')
    case 'slack':
      return channel.slack_channel ?? 'the channel of its webhook'
    case 'webhook':
      return `${channel.webhook_method ?? 'POST'} to an encrypted address`
  }
}
