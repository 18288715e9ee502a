import type { SendLetter } from '@cloudact/core/ports/mail'
import { letterSender } from '@cloudact/notify/letter-sender'
import { createMailer } from '@cloudact/notify/mailer'
import { linkOf } from '@cloudact/notify/testing/link-of'
import { mailServer } from '@cloudact/notify/testing/mail-server'
import { vi } from 'vitest'

export type TestMail = {
  readonly sendLetter: SendLetter
  /** Addresses of everything received so far. */
  recipients(): string[]
  /** Waits for the newest mail to an address and answers the first of our links in it, without the origin. */
  linkTo(address: string): Promise<string>
  close(): Promise<void>
}

/** The real mailer in front of a mail server on loopback, which refuses addresses at `refused.example`. */
export async function testMail(): Promise<TestMail> {
  const server = await mailServer({
    refuse: (address) => (address.endsWith('@refused.example') ? 550 : undefined),
  })
  const mailer = createMailer({
    host: '127.0.0.1',
    port: server.port,
    secure: false,
    from: 'cloudact@example.com',
  })
  return {
    sendLetter: letterSender(mailer),
    recipients: () => server.mails.flatMap((mail) => mail.to),
    linkTo: (address) =>
      vi.waitFor(() => {
        const mail = server.mails.findLast((candidate) => candidate.to.includes(address))
        if (!mail) throw new Error(`No mail came to ${address}.`)
        const { pathname, hash } = new URL(linkOf(mail))
        return `${pathname}${hash}`
      }),
    async close() {
      mailer.close()
      await server.close()
    },
  }
}
