import { createMailer, type Mailer } from '@cloudact/notify/mailer'
import type { Smtp } from '../env.ts'

/** The mail server of the deployment, or none. */
export function openMailer(smtp: Smtp | undefined): Mailer | undefined {
  if (smtp === undefined) return undefined
  const { host, port, secure, from, user, password } = smtp
  return createMailer({
    host,
    port,
    secure,
    from,
    ...(user !== undefined && { user }),
    ...(password !== undefined && { password }),
  })
}
