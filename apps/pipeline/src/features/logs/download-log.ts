import type { OrgSlug } from '@cloudact/core/org-slug'
import type { StreamedBody } from '@cloudact/http/route'
import { z } from 'zod'
import { route, type PipelineContext } from '../../context.ts'
import { RunIdParams, RunParams } from '../run-shapes.ts'
import { readRunLog, RunLogShape } from './run-log.ts'

const Query = z.strictObject({ format: z.enum(['json', 'csv']).default('json') })

const shared = {
  method: 'GET',
  tag: 'Pipelines',
  summary: 'The whole log of a run as a file',
  auth: { kind: 'scope', scope: 'pipelines:read' },
  query: Query,
  streams: ['application/json', 'text/csv'],
} as const

export const downloadRun = route({
  ...shared,
  path: '/api/v1/pipelines/{org_slug}/runs/{pipeline_logging_id}/download',
  operationId: 'downloadRun',
  params: RunParams,
  handler: ({ org, params, query }, context) =>
    download(org, params.pipeline_logging_id, query.format, context),
})

export const downloadRunLog = route({
  ...shared,
  path: '/api/v1/pipelines/logs/{org_slug}/{run_id}/download',
  operationId: 'downloadRunLog',
  params: RunIdParams,
  handler: ({ org, params, query }, context) => download(org, params.run_id, query.format, context),
})

async function download(
  org: OrgSlug,
  runId: string,
  format: 'json' | 'csv',
  { database }: PipelineContext,
): Promise<StreamedBody> {
  const log = RunLogShape.parse(await readRunLog(database, org, runId))
  const fileName = `${runId}.${format}`
  if (format === 'json')
    return {
      contentType: 'application/json; charset=utf-8',
      fileName,
      chunks: once(JSON.stringify(log, null, 2)),
    }
  return { contentType: 'text/csv; charset=utf-8', fileName, chunks: once(toCsv(log)) }
}

async function* once(text: string): AsyncGenerator<string> {
  yield text
}

const COLUMNS = [
  'step_index',
  'step_id',
  'step_name',
  'step_type',
  'status',
  'attempt',
  'start_time',
  'end_time',
  'duration_ms',
  'rows_processed',
  'error_message',
] as const

/** One line per step, RFC 4180. */
function toCsv(log: z.output<typeof RunLogShape>): string {
  const lines = log.steps.map((step) => [
    log.run_id,
    log.pipeline_id,
    log.status,
    ...COLUMNS.map((column) => step[column]),
  ])
  return [['run_id', 'pipeline_id', 'run_status', ...COLUMNS], ...lines]
    .map((line) => `${line.map(csvField).join(',')}\r\n`)
    .join('')
}

/** A leading `=`, `+`, `-` or `@` would be a formula to a spreadsheet. */
function csvField(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
