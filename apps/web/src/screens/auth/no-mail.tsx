import { CopyButton } from '../../ui/copy-button.tsx'
import { Notice } from '../../ui/notice.tsx'

const COMMAND = 'npm run cloudact -- users reset-link you@example.com'

/** What to do about a forgotten password where the server cannot send mail. */
export function NoMail() {
  return (
    <div className="space-y-3">
      <Notice kind="info">
        This server cannot send mail, so it cannot send you a link. Whoever runs it can make one for you with
        the command below, with your address at its end.
      </Notice>
      <div className="flex items-start gap-2">
        <code
          aria-label="Command for the operator"
          className="min-w-0 flex-1 rounded-md border border-rule-strong bg-sunken px-2.5 py-1.5 font-mono text-sm break-words"
        >
          {COMMAND}
        </code>
        <CopyButton text={COMMAND} label="Copy the command" />
      </div>
      <p className="text-sm text-muted">
        The link it prints works once, for one hour. With a mail server in <code>SMTP_HOST</code> this page
        sends it by itself.
      </p>
    </div>
  )
}
