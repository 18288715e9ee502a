'use client'

import type { RunDetail } from '../../api/run-shapes.ts'
import { useTransitions } from '../../api/use-transitions.ts'
import { ErrorState } from '../../components/error-state.tsx'
import { formatInstant } from '../../format/time.ts'
import { Section } from '../../ui/section.tsx'
import { TableHead } from '../../ui/table-head.tsx'
import { cellStyles, tableStyles } from '../../ui/table-styles.ts'

type TransitionListProps = { readonly org: string; readonly run: RunDetail }

/** Every change of state with its time: the run's audit trail. */
export function TransitionList({ org, run }: TransitionListProps) {
  const version = `${run.status} ${run.steps.map((step) => step.status).join(' ')}`
  const transitions = useTransitions(org, run.pipeline_logging_id, version)
  return (
    <Section title="Transitions">
      {transitions.error ? (
        <ErrorState
          error={transitions.error}
          what="The transitions"
          onRetry={() => void transitions.refetch()}
        />
      ) : null}
      {transitions.data && transitions.data.transitions.length === 0 ? (
        <p className="py-4 text-sm text-faint">None yet.</p>
      ) : null}
      {transitions.data && transitions.data.transitions.length > 0 ? (
        <div className="scroll-x" tabIndex={0} role="region" aria-label="Transitions">
          <table className={tableStyles}>
            <TableHead labels={['Time', 'What', 'From', 'To', 'Note']} />
            <tbody>
              {transitions.data.transitions.map((transition) => (
                <tr key={transition.transition_id}>
                  <td className={`${cellStyles} figures whitespace-nowrap text-muted`}>
                    {formatInstant(transition.transition_time)}
                  </td>
                  <td className={cellStyles}>
                    {transition.entity_name ?? transition.entity_type.toLowerCase()}
                  </td>
                  <td className={`${cellStyles} text-muted`}>{transition.from_state?.toLowerCase() ?? ''}</td>
                  <td className={cellStyles}>{transition.to_state.toLowerCase()}</td>
                  <td
                    className={`${cellStyles} max-w-md ${transition.error_message ? 'text-danger' : 'text-muted'}`}
                  >
                    {transition.error_message ?? transition.reason}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
    </Section>
  )
}
