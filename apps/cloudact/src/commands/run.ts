import { AppError } from '@cloudact/core/errors'
import { callApi } from '../api-client.ts'
import type { Command } from '../command.ts'
import { readArguments } from './read-arguments.ts'

type Status = {
  readonly run_id: string
  readonly status: string
  readonly error?: string | null
  readonly rows?: number | null
}

const WAIT_SECONDS = 3_600
const DATES = { date: { type: 'string' }, start: { type: 'string' }, end: { type: 'string' } } as const

/** Starts a pipeline for an organization and waits for its end. Exit code 1 when the run did not complete. */
export const command: Command = {
  usage: 'run ORG PIPELINE [--date DAY | --start DAY --end DAY]',
  summary: 'run a pipeline now and wait for its end',
  async run(args, settings) {
    const { values, positionals } = readArguments(args, this.usage, DATES, 2)
    const [org, pipeline] = positionals
    if (!org || !pipeline) throw new AppError('invalid_input', `Usage: cloudact ${this.usage}`)
    const { date, start, end } = values
    if ((start === undefined) !== (end === undefined) || (date !== undefined && start !== undefined)) {
      throw new AppError(
        'invalid_input',
        `Give --date, or --start together with --end, or none of them.\nUsage: cloudact ${this.usage}`,
      )
    }
    const body = {
      ...(date !== undefined && { date }),
      ...(start !== undefined && { start_date: start, end_date: end }),
    }
    const run = await callApi<Status>(
      settings,
      'POST',
      `/api/v1/pipelines/run/${encodeURIComponent(org)}/${pipeline}?wait=${WAIT_SECONDS}`,
      body,
    )
    console.log(
      `${run.run_id} ${run.status}${run.rows == null ? '' : `, ${run.rows} rows`}${run.error ? `: ${run.error}` : ''}`,
    )
    return run.status === 'COMPLETED' ? 0 : 1
  },
}
