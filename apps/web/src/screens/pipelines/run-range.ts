import type { RunSummary } from '../../api/contract.ts'

/** The days a run covers, as its parameters say. */
export function runRange(run: Pick<RunSummary, 'parameters' | 'run_date'>): string {
  const start = textOf(run.parameters?.['start_date'])
  const end = textOf(run.parameters?.['end_date'])
  if (start && end) return start === end ? start : `${start} → ${end}`
  return start ?? run.run_date ?? '—'
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
