import type { OrgSlug } from '@cloudact/core/org-slug'

export const CHANNEL_TYPES = ['email', 'slack', 'webhook'] as const
export type ChannelType = (typeof CHANNEL_TYPES)[number]

/** Ends of runs a channel asks for. A cancelled run is told to nobody, so the last two mean the same. */
export const RUN_TRIGGERS = ['on_failure', 'on_success', 'on_completion', 'always'] as const
export type RunTrigger = (typeof RUN_TRIGGERS)[number]

/** A channel with its sealed addresses. */
export type ChannelRow = {
  readonly channel_id: string
  readonly org_slug: OrgSlug
  readonly channel_type: ChannelType
  readonly name: string
  readonly is_default: boolean | null
  readonly is_active: boolean
  readonly email_recipients: readonly string[]
  readonly email_cc_recipients: readonly string[]
  readonly email_subject_prefix: string | null
  readonly slack_webhook_url_encrypted: string | null
  readonly slack_channel: string | null
  readonly slack_mention_users: readonly string[]
  readonly slack_mention_channel: boolean | null
  readonly webhook_url_encrypted: string | null
  readonly webhook_headers_encrypted: string | null
  readonly webhook_method: string | null
  /** Null leaves it to the rules and the default flag. */
  readonly run_trigger: RunTrigger | null
  readonly created_at: Date
  readonly updated_at: Date | null
  readonly created_by: string | null
}

export const CHANNEL_COLUMNS = `channel_id, org_slug, channel_type, name, is_default, is_active, email_recipients, email_cc_recipients,
  email_subject_prefix, slack_webhook_url_encrypted, slack_channel, slack_mention_users, slack_mention_channel, webhook_url_encrypted,
  webhook_headers_encrypted, webhook_method, run_trigger, created_at, updated_at, created_by`
