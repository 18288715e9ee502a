import type { ReceivedMail } from './mail-server.ts'

/** The first web address in a mail. Throws when there is none. */
export function linkOf(mail: ReceivedMail): string {
  const [link] = /https?:\/\/[^\s"<]+/.exec(decoded(mail.source)) ?? []
  if (link === undefined) throw new Error('The mail has no link.')
  return link
}

/** Undoes quoted-printable. */
function decoded(source: string): string {
  return source
    .replaceAll('=\r\n', '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}
