import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

export type ReceivedMail = { readonly from: string; readonly to: readonly string[]; readonly source: string }

export type MailServer = { readonly port: number; readonly mails: ReceivedMail[]; close(): Promise<void> }

/** A mail server on loopback that keeps what it gets. `refuse` answers a recipient with an SMTP error. */
export async function mailServer(
  options: {
    readonly refuse?: (address: string) => number | undefined
    readonly auth?: { user: string; pass: string }
    /** Any free one unless given. */
    readonly port?: number
  } = {},
): Promise<MailServer> {
  const mails: ReceivedMail[] = []
  const settings: SMTPServerOptions = {
    authOptional: options.auth === undefined,
    disabledCommands: ['STARTTLS', ...(options.auth ? [] : ['AUTH'])],
    allowInsecureAuth: true,
    disableReverseLookup: true,
    onAuth(auth, _session, callback) {
      const known = auth.username === options.auth?.user && auth.password === options.auth?.pass
      if (known) callback(null, { user: auth.username })
      else callback(new Error('Invalid login'))
    },
    onRcptTo(address, _session, callback) {
      const code = options.refuse?.(address.address)
      callback(code === undefined ? null : Object.assign(new Error('refused'), { responseCode: code }))
    },
    onData(stream, session, callback) {
      let source = ''
      stream.setEncoding('utf8')
      stream.on('data', (chunk: string) => (source += chunk))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        mails.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map((recipient) => recipient.address),
          source,
        })
        callback(null, 'queued')
      })
    },
  }
  const server = new SMTPServer(settings)
  // Connections a test cuts on purpose surface here as well.
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  return { port, mails, close: () => new Promise((resolve) => server.close(() => resolve())) }
}
