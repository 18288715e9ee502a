import { CopyButton } from '../../ui/copy-button.tsx'
import { Notice } from '../../ui/notice.tsx'

type BackupCodesProps = { readonly codes: readonly string[] }

/** The way in without the phone, shown once. */
export function BackupCodes({ codes }: BackupCodesProps) {
  return (
    <div className="space-y-3">
      <Notice kind="warn">
        Store these backup codes now: they are not shown again. Each signs you in once when you do not have
        your phone.
      </Notice>
      <ul
        aria-label="Backup codes"
        className="grid grid-cols-2 gap-x-4 gap-y-1 rounded-md border border-rule-strong bg-sunken px-3 py-2 font-mono text-sm"
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <CopyButton text={codes.join('\n')} label="Copy the backup codes" />
    </div>
  )
}
