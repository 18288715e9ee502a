import type { Fact, Message, Priority } from '../message.ts'

/** A message somebody wrote into a pipeline or an alert, with the facts it is about. */
export type Notice = {
  readonly id: string
  readonly type: string
  readonly priority: Priority
  readonly subject: string
  readonly text: string
  readonly facts: Readonly<Record<string, unknown>>
  readonly url?: string
}

/** Facts that are single values are shown; all of them go to programs. */
export function noticeMessage(notice: Notice): Message {
  return {
    id: notice.id,
    type: notice.type,
    priority: notice.priority,
    subject: notice.subject,
    summary: notice.text,
    facts: Object.entries(notice.facts).flatMap(([key, value]): Fact[] =>
      typeof value === 'string' || typeof value === 'number'
        ? [{ label: label(key), value: String(value) }]
        : [],
    ),
    ...(notice.url !== undefined && { link: { label: 'Open', url: notice.url } }),
    data: notice.facts,
  }
}

function label(key: string): string {
  const words = key.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
