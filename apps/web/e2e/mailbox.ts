import { linkOf } from '@cloudact/notify/testing/link-of'
import { mailServer, type MailServer } from '@cloudact/notify/testing/mail-server'
import { expect } from '@playwright/test'

/** Receives what the deployment under test sends. */
export function openMailbox(port: number): Promise<MailServer> {
  return mailServer({ port })
}

/** Waits for a mail whose subject matches, to an address; answers the link in the newest. */
export async function linkTo(server: MailServer, address: string, subject: RegExp): Promise<string> {
  const find = () =>
    server.mails.findLast(
      ({ to, source }) => to.includes(address) && subject.test(/^Subject: (.*)$/m.exec(source)?.[1] ?? ''),
    )
  await expect.poll(find, { message: `mail to ${address}` }).toBeDefined()
  const mail = find()
  if (!mail) throw new Error(`No mail to ${address}.`)
  return linkOf(mail)
}
