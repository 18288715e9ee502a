import type { RunDetail } from '../../api/run-shapes.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { elapsedOf } from './elapsed-of.ts'
import { StepRow } from './step-row.tsx'

type StepTimelineProps = { readonly run: RunDetail; readonly now: number }

/** Steps under one time axis: position and length of a bar are when and how long, so overlap is visible. */
export function StepTimeline({ run, now }: StepTimelineProps) {
  const steps = [...run.steps].sort((a, b) => a.step_index - b.step_index)
  if (steps.length === 0) {
    return (
      <EmptyState title="No step has started">The run waits for a free slot of your organization.</EmptyState>
    )
  }
  const starts = steps.map((step) => Date.parse(step.start_time ?? '')).filter((time) => !Number.isNaN(time))
  const origin = Math.min(...starts, run.start_time ? Date.parse(run.start_time) : now)
  const end = Math.max(
    origin + 1,
    ...steps.map((step) =>
      step.start_time ? Date.parse(step.start_time) + (elapsedOf(step, now) ?? 0) : origin,
    ),
  )
  return (
    <ol>
      {steps.map((step) => (
        <StepRow key={step.step_logging_id} step={step} now={now} origin={origin} span={end - origin} />
      ))}
    </ol>
  )
}
