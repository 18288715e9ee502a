import type { Logger } from '@cloudact/core/ports/logger'
import type { SendLetter } from '@cloudact/core/ports/mail'
import { resetUrl } from './reset-url.ts'

type ResetMail = { readonly sendLetter: SendLetter; readonly publicUrl: string; readonly log: Logger }

/**
 * Starts mailing a reset link and returns at once: how long a mail server takes would tell whether an address has an
 * account.
 */
export function startResetMail(
  { sendLetter, publicUrl, log }: ResetMail,
  email: string,
  token: string,
): void {
  const report = (reason: unknown) => log.warn({ reason }, 'a password reset could not be mailed')
  sendLetter({
    to: email,
    subject: 'Set a new password for CloudAct',
    text: 'Somebody asked to set a new password for your CloudAct account.\n\nThe link works once, during one hour. If it was not you, you need not do anything: your password stays as it is.',
    link: { label: 'Set a new password', url: resetUrl(publicUrl, token) },
  }).then((result) => {
    if (!result.sent) report(result.reason)
  }, report)
}
