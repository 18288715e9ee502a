import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import type { Job, JobOptions } from '@google-cloud/bigquery'
import { AppError } from '@cloudact/core/errors'
import type { BigQueryContext } from '../bigquery-context.ts'
import { refuseExpensive } from './cost-guard.ts'
import { isRetryable, readFailure, toJobError } from './job-error.ts'
import type { QueryParameter } from './query-parameters.ts'

export type JobRun = {
  /** Subject of the sentence in an error. */
  readonly what: string
  readonly labels: Readonly<Record<string, string>>
  readonly signal?: AbortSignal | undefined
  /** The error a failure stands for when the statement itself asked for it, by BigQuery's message. */
  readonly explain?: (message: string) => AppError | undefined
}

export type QueryRun = JobRun & {
  readonly sql: string
  readonly parameters?: readonly QueryParameter[]
  /** Asked first what it would read: a single SELECT or INSERT. */
  readonly estimated?: true
  /** Of the first attempt. Default: made. */
  readonly jobId?: string
}

export const ATTEMPTS = 5
const ALREADY_EXISTS = 409
const LONGEST_POLL_MILLISECONDS = 2_000
const LONGEST_WAIT_MILLISECONDS = 30_000

/**
 * Runs a query or script to its end. Throws an AppError; what is worth repeating has been repeated. A request whose
 * answer was lost is sent again under the same id, so that a script never runs beside itself; only a job that failed is
 * followed by one with another (`attemptId`).
 */
export function runQuery(context: BigQueryContext, run: QueryRun): Promise<Job> {
  const base = run.jobId ?? newJobId()
  let serial = 1
  return withRetries(context, run, async () => {
    const job = await submit(context, run, attemptId(base, serial))
    // Whatever ends the waiting but a verdict on the job leaves it running, to be found by its id.
    await waitForJob(context, job, run.signal, () => (serial += 1))
    return job
  })
}

/** Ids of the jobs that one run may have started, in order. */
export function attemptId(base: string, serial: number): string {
  return serial === 1 ? base : `${base}_${serial}`
}

async function submit(context: BigQueryContext, run: QueryRun, jobId: string): Promise<Job> {
  const { client, location } = context
  const { parameters = [] } = run
  const labels = { ...run.labels }
  const query = {
    query: run.sql,
    useLegacySql: false,
    ...(parameters.length > 0 && { parameterMode: 'NAMED', queryParameters: [...parameters] }),
  }
  if (run.estimated) await refuseExpensive(context, run.what, { labels, query })
  const limited = { ...query, maximumBytesBilled: String(context.maximumBytesBilled) }
  try {
    const options: JobOptions = { jobId, location, configuration: { labels, query: limited } }
    const [job] = await client.createJob(options)
    return job
  } catch (error) {
    if (readFailure(error)?.status !== ALREADY_EXISTS) throw error
    const job = client.job(jobId, { location })
    await job.getMetadata()
    return job
  }
}

/**
 * Repeats `work` while BigQuery says that trying again can help, waiting longer each time. A fault of the caller and an
 * abort end it at once.
 */
export async function withRetries<Result>(
  context: BigQueryContext,
  run: JobRun,
  work: () => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      run.signal?.throwIfAborted()
      return await work()
    } catch (error) {
      if (run.signal?.aborted === true) throw cancelled(run, error)
      const failure = readFailure(error)
      if (error instanceof AppError || failure === undefined) throw error
      const asked = run.explain?.(failure.message)
      if (asked !== undefined) throw asked
      if (attempt === ATTEMPTS || !isRetryable(failure))
        throw toJobError(failure, run.what, error, context.maximumBytesBilled)
      context.log.warn(
        { reason: failure.reason, status: failure.status, attempt },
        'BigQuery job is repeated',
      )
      const wait = Math.min(context.retryMilliseconds * 2 ** (attempt - 1), LONGEST_WAIT_MILLISECONDS)
      await setTimeout(wait, undefined, { signal: run.signal }).catch((reason: unknown) => {
        throw cancelled(run, reason)
      })
    }
  }
}

/** Waits until a job is done; aborting cancels the job. Throws the client's error when it failed. */
export async function waitForJob(
  context: BigQueryContext,
  job: Job,
  signal: AbortSignal | undefined,
  onFailed: () => void = () => {},
): Promise<void> {
  let state = readState(member(job, 'metadata'))
  for (let poll = context.pollMilliseconds; !state.done; poll *= 1.5) {
    try {
      await setTimeout(Math.min(poll, LONGEST_POLL_MILLISECONDS), undefined, { signal })
    } catch (error) {
      await job.cancel().catch((reason: unknown) => {
        context.log.warn({ err: reason, job_id: job.id }, 'a BigQuery job could not be cancelled')
      })
      throw error
    }
    state = await askState(job)
  }
  if (state.failure === undefined) return
  onFailed()
  throw Object.assign(new Error(state.failure.message ?? 'the job failed'), { errors: [state.failure] })
}

export type JobState = {
  readonly done: boolean
  readonly failure: { readonly reason?: string; readonly message?: string } | undefined
}

/** How far a job is. Throws the client's error, 404 for a job nobody started. */
export async function askState(job: Job): Promise<JobState> {
  const answer: unknown = await job.getMetadata()
  return readState(member(answer, '0'))
}

function readState(resource: unknown): JobState {
  const status = member(resource, 'status')
  const error = member(status, 'errorResult')
  const text = (name: string): string => {
    const value = member(error, name)
    return typeof value === 'string' ? value : ''
  }
  return {
    done: member(status, 'state') === 'DONE',
    failure:
      error === undefined || error === null
        ? undefined
        : { reason: text('reason'), message: text('message') },
  }
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}

export function newJobId(): string {
  return `cloudact_${randomUUID()}`
}

function cancelled(run: JobRun, cause: unknown): AppError {
  // A timeout says so in the signal's reason.
  if (run.signal?.reason instanceof AppError) return run.signal.reason
  return new AppError('cancelled', `${run.what} was cancelled.`, { cause })
}
