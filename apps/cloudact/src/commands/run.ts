import { parseArgs } from 'node:util'
import { AppError } from '@cloudact/core/errors'
import { callApi } from '../api-client.ts'
import type { Command } from '../command.ts'

type Status = { readonly run_id: string; readonly status: string; readonly error?: string | null; readonly rows?: number | null }

const WAIT_SECONDS = 3_600

/** Starts a pipeline for an organization and waits for its end. Exit code 1 when the run did not complete. */
export const command: Command = {
  usage: 'run ORG PIPELINE [--date DAY | --start DAY --end DAY]',
  summary: 'run a pipeline now and wait for its end',
  async run(args, settings) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { date: { type: 'string' }, start: { type: 'string' }, end: { type: 'string' } },
    })
    const [org, pipeline] = positionals
    if (!org || !pipeline) throw new AppError('invalid_input', `Usage: cloudact ${this.usage}`)
    const body = values.date
      ? { date: values.date }
      : values.start && values.end
        ? { start_date: values.start, end_date: values.end }
        : {}
    const run = await callApi<Status>(
      settings,
      'POST',
      `/api/v1/pipelines/run/${encodeURIComponent(org)}/${pipeline}?wait=${WAIT_SECONDS}`,
      body,
    )
    console.log(`${run.run_id} ${run.status}${run.rows == null ? '' : `, ${run.rows} rows`}${run.error ? `: ${run.error}` : ''}`)
    return run.status === 'COMPLETED' ? 0 : 1
  },
}
