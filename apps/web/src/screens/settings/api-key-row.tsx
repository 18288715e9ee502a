import type { ApiKey } from '../../api/shapes.ts'
import { formatDay } from '../../format/time.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'

type ApiKeyRowProps = {
  readonly apiKey: ApiKey
  readonly busy: boolean
  readonly onRotate: () => void
  readonly onRevoke: () => void
}

/** What onboarding calls the first key. */
const MAIN_NAME = 'Main key'

/** One key: what it is called, what it may, how long, and its end. */
export function ApiKeyRow({ apiKey, busy, onRotate, onRevoke }: ApiKeyRowProps) {
  const { api_key_fingerprint: fingerprint, status, scopes, expires_at, created_at, last_used_at } = apiKey
  const name = apiKey.name ?? (apiKey.is_main ? MAIN_NAME : 'Key without a name')
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 py-3 text-sm">
      <div className="min-w-0 flex-1 basis-72">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium">
          <span className="break-words">{name}</span>
          {apiKey.is_main && name !== MAIN_NAME ? <Badge tone="accent">main</Badge> : null}
          {status === 'EXPIRED' ? <Badge tone="warn">expired</Badge> : null}
        </p>
        <p className="mt-0.5 text-muted">
          Made {formatDay(created_at)} · {last_used_at ? `used ${formatDay(last_used_at)}` : 'not used yet'} ·{' '}
          {expires_at ? `${status === 'EXPIRED' ? 'ended' : 'ends'} ${formatDay(expires_at)}` : 'no end'}
        </p>
        <p className="mt-0.5 font-mono text-2xs break-words text-faint">{scopes.join(' ')}</p>
        <p className="mt-0.5 font-mono text-2xs break-all text-faint">{fingerprint}</p>
      </div>
      <div className="flex gap-1">
        {status === 'ACTIVE' ? (
          <Button kind="ghost" aria-label={`Rotate ${name}`} disabled={busy} onClick={onRotate}>
            Rotate
          </Button>
        ) : null}
        <Button kind="ghost" aria-label={`Revoke ${name}`} disabled={busy} onClick={onRevoke}>
          Revoke
        </Button>
      </div>
    </li>
  )
}
