import type { StepLog } from '../../api/run-shapes.ts'
import { RunBadge } from '../../components/run-badge.tsx'
import { formatQuantity } from '../../format/money.ts'
import { formatDuration, formatInstant } from '../../format/time.ts'
import { Fact } from '../../ui/fact.tsx'
import { FindingList } from './finding-list.tsx'
import { elapsedOf } from './elapsed-of.ts'

type StepRowProps = {
  readonly step: StepLog
  readonly now: number
  /** Milliseconds since the epoch at the left end of the time axis, and its length. */
  readonly origin: number
  readonly span: number
}

const BAR_COLOURS: Readonly<Record<string, string>> = {
  COMPLETED: 'bg-series',
  FAILED: 'bg-danger',
  TIMEOUT: 'bg-danger',
  RUNNING: 'hatched border border-series',
}

export function StepRow({ step, now, origin, span }: StepRowProps) {
  const elapsed = elapsedOf(step, now)
  const left = step.start_time ? ((Date.parse(step.start_time) - origin) / span) * 100 : 0
  const width = Math.max(0.6, ((elapsed ?? 0) / span) * 100)
  const metadata = Object.entries({ ...step.metadata, ...step.output })
  const findings = step.findings ?? []
  return (
    <li className="border-b py-2">
      <div className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 md:grid-cols-[minmax(0,17rem)_minmax(0,1fr)_6rem_6rem_7rem]">
        <span className="min-w-0">
          <span className="block truncate font-medium">{step.step_name}</span>
          <span className="block truncate font-mono text-2xs text-faint">{step.step_type}</span>
        </span>
        <span
          aria-hidden
          className="relative order-last col-span-2 h-2.5 overflow-hidden bg-sunken md:order-none md:col-span-1"
        >
          {step.start_time ? (
            <span
              className={`absolute inset-y-0 ${BAR_COLOURS[step.status] ?? 'bg-rule-strong'}`}
              style={{ left: `${Math.min(left, 99.4)}%`, width: `${width}%` }}
            />
          ) : null}
        </span>
        <span className="figures hidden text-right text-sm text-muted md:block">
          {step.rows_processed === null || step.rows_processed === undefined
            ? ''
            : `${formatQuantity(step.rows_processed)} rows`}
        </span>
        <span className="figures hidden text-right text-sm text-muted md:block">
          {formatDuration(elapsed)}
        </span>
        <span className="justify-self-end">
          <RunBadge status={step.status} />
        </span>
      </div>
      {step.error_message ? (
        <p className="mt-1.5 text-sm break-words text-danger">{step.error_message}</p>
      ) : null}
      <FindingList findings={findings} />
      <details className="mt-1 text-sm">
        <summary className="w-fit text-2xs text-faint hover:text-ink">Log of {step.step_name}</summary>
        <dl className="mt-1 max-w-2xl">
          <Fact term="Started">{formatInstant(step.start_time)}</Fact>
          <Fact term="Ended">{formatInstant(step.end_time)}</Fact>
          {step.attempt && step.attempt > 1 ? <Fact term="Attempts">{step.attempt}</Fact> : null}
          <Fact term="Took">{formatDuration(elapsed)}</Fact>
          {step.rows_processed === null || step.rows_processed === undefined ? null : (
            <Fact term="Rows">{formatQuantity(step.rows_processed)}</Fact>
          )}
          {metadata.map(([name, value]) => (
            <Fact key={name} term={name}>
              <span className="font-mono break-all whitespace-pre-wrap">
                {typeof value === 'string' ? value : JSON.stringify(value, null, 1)}
              </span>
            </Fact>
          ))}
        </dl>
      </details>
    </li>
  )
}
