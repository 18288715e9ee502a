import type { Channel } from '../channel.ts'
import type { Message } from '../message.ts'

/** Limits of Slack's block kit, in characters. */
const HEADER = 150
const SECTION = 2_900
const FIELD = 1_900
const MOST_FIELDS = 10

/** Body of a Slack incoming webhook: text for the notification, blocks for the channel. */
export function slackPayload(channel: Extract<Channel, { kind: 'slack' }>, message: Message): object {
  const mentions = [
    ...(channel.mentionChannel ? ['<!channel>'] : []),
    ...(channel.mentionUsers ?? []).map((user) => `<@${user.replace(/[^A-Z0-9]/gi, '')}>`),
  ]
  const summary = [...mentions, escapeSlack(message.summary)].join(' ')
  const fields = message.facts.slice(0, MOST_FIELDS).map((fact) => ({
    type: 'mrkdwn',
    text: cut(`*${escapeSlack(fact.label)}*\n${escapeSlack(fact.value)}`, FIELD),
  }))
  return {
    ...(channel.channel !== undefined && { channel: channel.channel }),
    text: cut([...mentions, escapeSlack(message.subject)].join(' '), SECTION),
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: cut(message.subject, HEADER) } },
      { type: 'section', text: { type: 'mrkdwn', text: cut(summary, SECTION) } },
      ...(fields.length > 0 ? [{ type: 'section', fields }] : []),
      ...(message.link
        ? [
            {
              type: 'actions',
              elements: [
                {
                  type: 'button',
                  text: { type: 'plain_text', text: cut(message.link.label, 75) },
                  url: message.link.url,
                },
              ],
            },
          ]
        : []),
    ],
  }
}

/** Without these three, a text can neither mention anybody nor hide a link. */
function escapeSlack(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`
}
