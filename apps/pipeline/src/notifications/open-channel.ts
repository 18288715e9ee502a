import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Kms } from '@cloudact/core/ports/kms'
import type { Channel } from '@cloudact/notify/channel'
import type { SecretRegistry } from '@cloudact/security/secret-registry'
import { openChannelSecret } from '@cloudact/store/notifications/channel-secrets'
import type { ChannelRow } from '@cloudact/store/notifications/channel-row'
import { z } from 'zod'

const Headers = z.record(z.string(), z.string())

/** A stored channel with its addresses decrypted; `undefined` when it has none. */
export async function openChannel(
  ports: { readonly kms: Kms; readonly secrets: SecretRegistry },
  org: OrgSlug,
  row: ChannelRow,
): Promise<Channel | undefined> {
  const open = async (sealed: string | null): Promise<string | undefined> => {
    if (sealed === null || sealed === '') return undefined
    const text = await openChannelSecret(ports.kms, org, row.channel_id, sealed)
    ports.secrets.register(text)
    return text
  }
  switch (row.channel_type) {
    case 'email':
      return row.email_recipients.length === 0
        ? undefined
        : {
            kind: 'email',
            recipients: row.email_recipients,
            copies: row.email_cc_recipients,
            subjectPrefix: row.email_subject_prefix ?? undefined,
          }
    case 'slack': {
      const url = await open(row.slack_webhook_url_encrypted)
      if (url === undefined) return undefined
      const mentions = {
        mentionUsers: row.slack_mention_users,
        mentionChannel: row.slack_mention_channel ?? false,
      }
      return { kind: 'slack', url, ...(row.slack_channel ? { channel: row.slack_channel } : {}), ...mentions }
    }
    case 'webhook': {
      const url = await open(row.webhook_url_encrypted)
      if (url === undefined) return undefined
      const headers = await open(row.webhook_headers_encrypted)
      return {
        kind: 'webhook',
        url,
        method: row.webhook_method === 'PUT' ? 'PUT' : 'POST',
        ...(headers === undefined ? {} : { headers: Headers.parse(JSON.parse(headers)) }),
      }
    }
  }
}
