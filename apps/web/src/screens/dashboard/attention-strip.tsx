import { CircleDollarSign, Clock, Split } from 'lucide-react'
import Link from 'next/link'
import type { Overview } from '../../api/shapes.ts'
import { formatRatio, isZero } from '../../format/money.ts'
import { paths } from '../../paths.ts'
import { Badge } from '../../ui/badge.tsx'

type AttentionStripProps = { readonly org: string; readonly overview: Overview }

const HEALTHY = new Set(['fresh', 'ok', 'current', 'COMPLETED'])

/** What makes the figures below less than the whole truth. Absent when nothing does. */
export function AttentionStrip({ org, overview }: AttentionStripProps) {
  const late = overview.freshness.filter((entry) => !HEALTHY.has(entry.status))
  const unallocated = overview.currencies.filter((entry) => !isZero(entry.unallocated.amount))
  if (overview.unpriced.count === 0 && late.length === 0 && unallocated.length === 0) return null
  return (
    <ul aria-label="Needs attention" className="-mt-2 flex flex-wrap gap-2">
      {overview.unpriced.count > 0 ? (
        <li>
          <a href="#unpriced">
            <Badge
              tone="danger"
              title="Usage without a known price. It is not counted as 0: it is left out until priced."
            >
              <CircleDollarSign aria-hidden /> {overview.unpriced.count} unpriced
            </Badge>
          </a>
        </li>
      ) : null}
      {unallocated.map((entry) => (
        <li key={entry.currency}>
          <Badge tone="warn" title="Cost that no hierarchy entity owns">
            <Split aria-hidden />
            {entry.unallocated.share === null ? '' : `${formatRatio(entry.unallocated.share)} `}unallocated
            {overview.currencies.length > 1 ? ` (${entry.currency})` : ''}
          </Badge>
        </li>
      ))}
      {late.length > 0 ? (
        <li>
          <Link href={paths.pipelines(org)}>
            <Badge
              tone="warn"
              title="Pipelines whose newest data is older than it should be, or whose last run failed"
            >
              <Clock aria-hidden /> {late.length} {late.length === 1 ? 'source' : 'sources'} not fresh
            </Badge>
          </Link>
        </li>
      ) : null}
    </ul>
  )
}
