import { randomUUID } from 'node:crypto'
import type { SendLetter } from '@cloudact/core/ports/mail'
import type { Mailer } from './mailer.ts'

/** Sends letters as mail, to their one recipient. */
export function letterSender(mailer: Mailer): SendLetter {
  return async ({ to, subject, text, link }) => {
    const delivery = await mailer.send(
      { kind: 'email', recipients: [to] },
      {
        id: randomUUID(),
        type: 'letter',
        priority: 'medium',
        subject,
        summary: text,
        facts: [],
        link,
        data: {},
      },
    )
    if (!delivery.ok) return { sent: false, reason: delivery.message }
    return delivery.rejected.length === 0
      ? { sent: true }
      : { sent: false, reason: 'The mail server refused the address.' }
  }
}
