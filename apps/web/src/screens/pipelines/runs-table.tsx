'use client'

import Link from 'next/link'
import type { RunSummary } from '../../api/run-shapes.ts'
import { RunBadge } from '../../components/run-badge.tsx'
import { useNow } from '../../components/use-now.ts'
import { formatAgo, formatDuration, formatInstant } from '../../format/time.ts'
import { paths } from '../../paths.ts'
import { TableHead } from '../../ui/table-head.tsx'
import { cellStyles, tableStyles } from '../../ui/table-styles.ts'
import { runRange } from './run-range.ts'

type RunsTableProps = { readonly org: string; readonly runs: readonly RunSummary[] }

export function RunsTable({ org, runs }: RunsTableProps) {
  const now = useNow()
  return (
    <div className="scroll-x" tabIndex={0} role="region" aria-label="Run history">
      <table className={tableStyles}>
        <TableHead labels={['State', 'Pipeline', 'Range', 'Started', 'Took', 'By']} />
        <tbody>
          {runs.map((run) => (
            <tr key={run.pipeline_logging_id} className="hover:bg-sunken/60">
              <td className={cellStyles}>
                <RunBadge status={run.status} />
              </td>
              <td className={`${cellStyles} min-w-56`}>
                <Link
                  href={paths.run(org, run.pipeline_logging_id)}
                  className="font-mono break-all text-ink underline-offset-2 hover:underline"
                >
                  {run.pipeline_id.replace(`${org}-`, '')}
                </Link>
                {run.error_message ? (
                  <span className="block max-w-md truncate text-danger" title={run.error_message}>
                    {run.error_message}
                  </span>
                ) : null}
              </td>
              <td className={`${cellStyles} figures whitespace-nowrap text-muted`}>{runRange(run)}</td>
              <td
                className={`${cellStyles} whitespace-nowrap text-muted`}
                title={formatInstant(run.start_time)}
              >
                {run.start_time ? formatAgo(run.start_time, now) : 'waiting'}
              </td>
              <td className={`${cellStyles} figures whitespace-nowrap text-muted`}>
                {formatDuration(run.duration_ms)}
              </td>
              <td className={`${cellStyles} text-muted`}>{run.trigger_type.toLowerCase()}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
