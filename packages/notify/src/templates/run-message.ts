import type { Fact, Message, Priority } from '../message.ts'

/** What is told about a run that ended. */
export type RunFacts = {
  readonly org: string
  readonly pipelineId: string
  readonly pipelineName: string
  readonly runId: string
  readonly state: 'COMPLETED' | 'FAILED' | 'TIMEOUT'
  /** Completed, but steps that may fail did. */
  readonly partial: boolean
  /** First and last UTC day worked on. */
  readonly startDate: string
  readonly endDate: string
  readonly rows: number
  readonly durationMilliseconds: number
  readonly error: { readonly message: string; readonly action: string } | null
  readonly failedSteps: readonly { readonly stepId: string; readonly message: string }[]
  /** Warnings about the data: unpriced usage, changed closed periods. */
  readonly findings: readonly string[]
  /** Page of the run. */
  readonly url: string | undefined
}

const MOST_LISTED = 10

/** The message about a run. `id` is the same for every attempt to send it. */
export function runMessage(facts: RunFacts, id: string): Message {
  const ending =
    facts.state === 'TIMEOUT'
      ? 'took too long'
      : facts.state === 'FAILED'
        ? 'failed'
        : facts.partial
          ? 'completed with failures'
          : 'completed'
  const days = facts.startDate === facts.endDate ? facts.startDate : `${facts.startDate} to ${facts.endDate}`
  const listed: Fact[] = [
    { label: 'Organization', value: facts.org },
    { label: 'Pipeline', value: `${facts.pipelineName} (${facts.pipelineId})` },
    { label: 'Days', value: days },
    { label: 'Rows', value: facts.rows.toLocaleString('en-US') },
    { label: 'Duration', value: duration(facts.durationMilliseconds) },
    { label: 'Run', value: facts.runId },
    ...(facts.error
      ? [
          { label: 'Error', value: facts.error.message },
          { label: 'What to do', value: facts.error.action },
        ]
      : []),
    ...list(
      'Failed steps',
      facts.failedSteps.map((step) => `${step.stepId}: ${step.message}`),
    ),
    ...list('Warnings', facts.findings),
  ]
  return {
    id,
    type: facts.state === 'COMPLETED' ? 'run_completed' : 'run_failed',
    priority: priorityOf(facts),
    subject: `${facts.pipelineName} ${ending} for ${facts.org}`,
    summary: facts.error ? facts.error.message : `${facts.pipelineName} ${ending} for ${days}.`,
    facts: listed,
    ...(facts.url !== undefined && { link: { label: 'Open the run', url: facts.url } }),
    data: {
      org_slug: facts.org,
      pipeline_id: facts.pipelineId,
      run_id: facts.runId,
      status: facts.state,
      partial: facts.partial,
      start_date: facts.startDate,
      end_date: facts.endDate,
      rows: facts.rows,
      duration_ms: facts.durationMilliseconds,
      error: facts.error,
      failed_steps: facts.failedSteps,
    },
  }
}

function priorityOf(facts: RunFacts): Priority {
  if (facts.state !== 'COMPLETED') return 'high'
  return facts.partial ? 'medium' : 'low'
}

function list(label: string, values: readonly string[]): Fact[] {
  if (values.length === 0) return []
  const more = values.length > MOST_LISTED ? [`and ${values.length - MOST_LISTED} more`] : []
  return [{ label, value: [...values.slice(0, MOST_LISTED), ...more].join('\n') }]
}

function duration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1_000)
  if (seconds < 60) return `${seconds} s`
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}
