'use client'

import type { ReactNode } from 'react'
import type { RunDetail } from '../../api/run-shapes.ts'
import { useMembers } from '../../api/use-members.ts'
import { RunBadge } from '../../components/run-badge.tsx'
import { formatDuration, formatInstant } from '../../format/time.ts'
import { runRange } from '../pipelines/run-range.ts'
import { elapsedOf } from './elapsed-of.ts'

type RunFactsProps = { readonly org: string; readonly run: RunDetail; readonly now: number }

/** The state is read out when it changes; the running clock is not. */
export function RunFacts({ org, run, now }: RunFactsProps) {
  const members = useMembers(org).data?.members ?? []
  const starter = members.find((member) => member.user_id === run.trigger_by)
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
      <Item term="Started by">{starter?.email ?? run.trigger_by ?? run.trigger_type.toLowerCase()}</Item>
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
