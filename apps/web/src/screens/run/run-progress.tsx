import type { RunDetail } from '../../api/run-shapes.ts'

/** Tells a screen reader which step is going on and how many are done; changes only when that does. */
export function RunProgress({ run }: { readonly run: RunDetail }) {
  const done = run.steps.filter((step) => step.status === 'COMPLETED').length
  const running = run.steps.filter((step) => step.status === 'RUNNING').map((step) => step.step_name)
  return (
    <p aria-live="polite" className="sr-only">
      {running.length > 0 ? `Running: ${running.join(', ')}. ` : ''}
      {done} of {run.steps.length} steps done.
    </p>
  )
}
