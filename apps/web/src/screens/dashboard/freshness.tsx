'use client'

import Link from 'next/link'
import type { Overview } from '../../api/shapes.ts'
import { useNow } from '../../components/use-now.ts'
import { formatAgo, formatDay, formatInstant } from '../../format/time.ts'
import { paths } from '../../paths.ts'
import { Section } from '../../ui/section.tsx'
import { cellStyles, headStyles, tableStyles } from '../../ui/table-styles.ts'
import { FreshnessBadge } from './freshness-badge.tsx'

type FreshnessProps = { readonly org: string; readonly entries: readonly Overview['freshness'][number][] }

/** How far the data of every source reaches: a total is only as complete as its latest source. */
export function Freshness({ org, entries }: FreshnessProps) {
  const now = useNow()
  return (
    <Section
      title="Freshness"
      actions={
        <Link href={paths.pipelines(org)} className="text-sm text-accent underline-offset-2 hover:underline">
          Pipelines
        </Link>
      }
    >
      {entries.length === 0 ? <p className="py-4 text-sm text-faint">No source has run yet.</p> : null}
      {entries.length > 0 ? (
        <table className={tableStyles}>
          <thead>
            <tr>
              <th scope="col" className={headStyles}>
                Source
              </th>
              <th scope="col" className={headStyles}>
                Data through
              </th>
              <th scope="col" className={headStyles}>
                Last success
              </th>
              <th scope="col" className={headStyles}>
                State
              </th>
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <tr key={`${entry.provider} ${entry.pipeline}`}>
                <td className={cellStyles}>
                  {entry.provider}
                  <span className="block font-mono text-2xs break-all text-faint">{entry.pipeline}</span>
                </td>
                <td className={`${cellStyles} whitespace-nowrap`}>{formatDay(entry.data_through)}</td>
                <td className={`${cellStyles} text-muted`} title={formatInstant(entry.last_success_at)}>
                  {formatAgo(entry.last_success_at, now)}
                </td>
                <td className={cellStyles}>
                  <FreshnessBadge status={entry.status} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </Section>
  )
}
