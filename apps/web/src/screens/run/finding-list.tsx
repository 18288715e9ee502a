import type { Finding } from '../../api/run-shapes.ts'
import { Badge } from '../../ui/badge.tsx'

const TONES = { info: 'neutral', warning: 'warn', error: 'danger' } as const

type FindingListProps = { readonly findings: readonly Finding[] }

/** What a step noticed without failing: unpriced models, restated days, totals that do not meet. */
export function FindingList({ findings }: FindingListProps) {
  if (findings.length === 0) return null
  return (
    <ul aria-label="Findings" className="mt-2 space-y-1 text-sm">
      {findings.map((finding, index) => (
        <li key={index} className="flex flex-wrap items-baseline gap-x-2">
          <Badge tone={TONES[finding.severity]}>{finding.code.replaceAll('_', ' ')}</Badge>
          <span className="min-w-0 break-words">{finding.message}</span>
        </li>
      ))}
    </ul>
  )
}
