import { createTransport } from 'nodemailer'
import type { Channel } from './channel.ts'
import { delivered, undelivered, type Delivery } from './delivery.ts'
import type { Message } from './message.ts'
import { emailHtml } from './templates/email-html.ts'
import { plainText } from './templates/plain-text.ts'

export type MailerOptions = {
  readonly host: string
  readonly port: number
  /** TLS from the first byte (port 465). Otherwise STARTTLS is used when the server offers it. */
  readonly secure: boolean
  /** Refuse to send without TLS. */
  readonly requireTls?: boolean
  readonly user?: string
  readonly password?: string
  /** `CloudAct <cloudact@example.com>` */
  readonly from: string
  readonly timeoutMilliseconds?: number
}

export type EmailChannel = Extract<Channel, { kind: 'email' }>

export interface Mailer {
  send(channel: EmailChannel, message: Message, signal?: AbortSignal): Promise<Delivery>
  close(): void
}

const TIMEOUT_MILLISECONDS = 15_000
const NETWORK = new Set([
  'ECONNECTION',
  'ETIMEDOUT',
  'ESOCKET',
  'EDNS',
  'ECONNRESET',
  'ECONNREFUSED',
  'EPROTOCOL',
])

/** Sends mail through one SMTP server. */
export function createMailer(options: MailerOptions): Mailer {
  const timeout = options.timeoutMilliseconds ?? TIMEOUT_MILLISECONDS
  const transport = createTransport({
    host: options.host,
    port: options.port,
    secure: options.secure,
    requireTLS: options.requireTls ?? false,
    ...(options.user !== undefined && { auth: { user: options.user, pass: options.password ?? '' } }),
    connectionTimeout: timeout,
    greetingTimeout: timeout,
    socketTimeout: timeout,
    // Message parts are ours; nothing in them may make the mailer read a file or a URL.
    disableFileAccess: true,
    disableUrlAccess: true,
  })

  return {
    async send(channel, message, signal) {
      signal?.throwIfAborted()
      const prefix = channel.subjectPrefix ? `${oneLine(channel.subjectPrefix)} ` : ''
      const sent = transport.sendMail({
        from: options.from,
        to: channel.recipients.map(mailbox),
        cc: (channel.copies ?? []).map(mailbox),
        subject: `${prefix}${oneLine(message.subject)}`,
        text: plainText(message),
        html: emailHtml(message),
        headers: { 'X-CloudAct-Delivery': message.id, 'Auto-Submitted': 'auto-generated' },
        ...(message.priority === 'critical' && { priority: 'high' as const }),
      })
      try {
        const info = await untilAborted(sent, signal)
        return delivered(info.messageId, info.rejected.map(addressOf))
      } catch (error) {
        if (signal?.aborted) throw signal.reason
        return failure(error)
      }
    },
    close: () => transport.close(),
  }
}

/** As an object, a string with commas or line breaks cannot become more recipients or headers. */
function mailbox(address: string): { name: string; address: string } {
  return { name: '', address: oneLine(address) }
}

function addressOf(value: string | { address?: string }): string {
  return typeof value === 'string' ? value : (value.address ?? '')
}

function oneLine(text: string): string {
  return text.replace(/[\r\n\t\0]+/g, ' ').trim()
}

/** The mailer cannot be stopped in the middle of a message; the caller need not wait for it. */
function untilAborted<Result>(work: Promise<Result>, signal: AbortSignal | undefined): Promise<Result> {
  if (!signal) return work
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason)
    signal.addEventListener('abort', abort, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}

function failure(error: unknown): Delivery {
  const code = property(error, 'code')
  const reply = property(error, 'responseCode')
  if (code === 'EAUTH')
    return undelivered(
      'The mail server refused the user name and password. Ask the operator to check them.',
      false,
    )
  if (typeof reply === 'number') {
    const retryable = reply >= 400 && reply < 500
    return undelivered(
      `The mail server ${retryable ? 'cannot take the message now' : 'refused the message'} (${reply}).`,
      retryable,
    )
  }
  if (typeof code === 'string' && NETWORK.has(code))
    return undelivered('The mail server could not be reached.', true)
  return undelivered('The message could not be sent.', false)
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined
}
