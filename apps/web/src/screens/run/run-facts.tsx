import type { ReactNode } from 'react'
import type { RunDetail } from '../../api/run-shapes.ts'
import { RunBadge } from '../../components/run-badge.tsx'
import { formatDuration, formatInstant } from '../../format/time.ts'
import { runRange } from '../pipelines/run-range.ts'
import { elapsedOf } from './elapsed-of.ts'

type RunFactsProps = { readonly run: RunDetail; readonly now: number }

/** The state is read out when it changes; the running clock is not. */
export function RunFacts({ run, now }: RunFactsProps) {
  return (
    <dl className="grid grid-cols-2 gap-x-8 gap-y-3 border-y py-3 text-sm md:grid-cols-[auto_auto_auto_auto_auto] md:justify-between">
      <Item term="State">
        <span role="status">
          <RunBadge status={run.status} />
        </span>
      </Item>
      <Item term="Range">{runRange(run)}</Item>
      <Item term="Started">{run.start_time ? formatInstant(run.start_time) : 'waiting for a slot'}</Item>
      <Item term="Took">{formatDuration(elapsedOf(run, now))}</Item>
      <Item term="Started by">{run.trigger_by ?? run.trigger_type.toLowerCase()}</Item>
    </dl>
  )
}

function Item({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-2xs text-faint">{term}</dt>
      <dd className="figures mt-0.5 break-words">{children}</dd>
    </div>
  )
}
