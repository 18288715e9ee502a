import type { ReactNode } from 'react'
import { CopyButton } from '../ui/copy-button.tsx'
import { Notice } from '../ui/notice.tsx'

type SecretOnceProps = {
  readonly label: string
  readonly secret: string
  /** What to do with it, where it is no API key. */
  readonly note?: ReactNode
}

/** A secret in clear, for the one time it exists in clear. */
export function SecretOnce({ label, secret, note }: SecretOnceProps) {
  return (
    <div className="space-y-3">
      <Notice kind="warn">
        {note ??
          'This is the only time the key is shown. Store it now; only a fingerprint and an encrypted copy are kept.'}
      </Notice>
      <div className="flex items-center gap-2">
        <code
          aria-label={label}
          className="min-w-0 flex-1 overflow-x-auto rounded-md border border-rule-strong bg-sunken px-2.5 py-1.5 font-mono text-sm whitespace-nowrap"
        >
          {secret}
        </code>
        <CopyButton text={secret} label={`Copy the ${label}`} />
      </div>
    </div>
  )
}
