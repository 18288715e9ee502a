import type { Message } from '../message.ts'

/** What a webhook receives. Fields are only ever added. */
export function webhookPayload(message: Message): object {
  const { id, type, priority, subject, summary, data, link } = message
  return { id, type, priority, subject, summary, link: link?.url ?? null, data }
}
