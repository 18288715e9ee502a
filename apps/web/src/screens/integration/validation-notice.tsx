import type { IntegrationResult } from '../../api/shapes.ts'
import { Notice } from '../../ui/notice.tsx'

type ValidationNoticeProps = { readonly result: IntegrationResult }

/** What the provider said, check by check when there was more than one. */
export function ValidationNotice({ result }: ValidationNoticeProps) {
  const kind = { VALID: 'ok', INVALID: 'danger' } as const
  return (
    <Notice
      kind={
        result.validation_status === 'VALID' || result.validation_status === 'INVALID'
          ? kind[result.validation_status]
          : 'warn'
      }
    >
      <p>{result.message}</p>
      {result.checks.length > 1 ? (
        <ul className="mt-1 space-y-0.5">
          {result.checks.map((check) => (
            <li key={check.name}>
              <span aria-hidden>{check.ok ? '✓' : '✗'}</span> {check.name}
              <span className="sr-only">{check.ok ? ' passed' : ' failed'}</span>
              {check.message ? `: ${check.message}` : ''}
            </li>
          ))}
        </ul>
      ) : null}
    </Notice>
  )
}
