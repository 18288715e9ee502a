import { AppError } from '@cloudact/core/errors'
import { z } from 'zod'
import { textOf, type TableName } from './table-name.ts'

/** What a request was for: BigQuery refuses each for want of another role. */
export type Asked = 'table' | 'query'

const Failure = z.object({
  code: z.union([z.number(), z.string()]).optional(),
  message: z.string().default(''),
  errors: z.array(z.object({ reason: z.string().optional() })).optional(),
})

const VIEWER = 'BigQuery Data Viewer (roles/bigquery.dataViewer) on the dataset'
const JOB_USER = 'BigQuery Job User (roles/bigquery.jobUser) on the project'

/** What BigQuery's refusal means and what to do. `project` runs the queries. Google's text stays in the log: it quotes SQL. */
export function explainRefusal(error: unknown, asked: Asked, table: TableName, project: string): AppError {
  const { data } = Failure.safeParse(error)
  const reason = data?.errors?.[0]?.reason ?? ''
  const status = typeof data?.code === 'number' ? data.code : 0
  const fail = (code: AppError['code'], message: string) =>
    new AppError(code, message, { cause: error, detail: { status, reason } })
  if (status === 429 || reason === 'rateLimitExceeded' || reason === 'jobRateLimitExceeded')
    return fail('rate_limited', 'BigQuery asks to slow down. The run will try again.')
  if (status === 401)
    return fail(
      'credential_rejected',
      'Google does not accept the service account key (401). Create a new JSON key and update the integration.',
    )
  if (reason === 'quotaExceeded')
    return fail(
      'quota_exceeded',
      `The project "${project}" has used up its BigQuery quota. Wait until it is renewed, or raise it under IAM & Admin, Quotas.`,
    )
  if (reason === 'bytesBilledLimitExceeded' || reason === 'responseTooLarge') return tooLarge(table, error)
  if (status === 404)
    return fail(
      'not_found',
      `BigQuery knows no table "${textOf(table)}" (404). Copy its name from BigQuery Studio: project.dataset.table.`,
    )
  if (status === 403) return fail('credential_rejected', denied(data?.message ?? '', asked, table, project))
  if (status === 400)
    return fail(
      'invalid_input',
      `BigQuery cannot read "${textOf(table)}" as a billing export (400). Name the table gcp_billing_export_v1_… or gcp_billing_export_resource_v1_… that Google writes.`,
    )
  return fail('provider_unavailable', 'BigQuery gave no complete answer. The run will try again.')
}

export function tooLarge(table: TableName, cause?: unknown): AppError {
  return new AppError(
    'quota_exceeded',
    `A month of "${textOf(table)}" is larger than one query may read here. Nothing was read. Export the table to files and read them from a folder.`,
    { cause },
  )
}

function denied(message: string, asked: Asked, table: TableName, project: string): string {
  if (/has not been used|is disabled|not enabled/i.test(message))
    return `The BigQuery API is off in the project "${project}" (403). Enable it under APIs & Services.`
  if (asked === 'query' && message.includes('bigquery.jobs.create'))
    return `The service account may not run queries in the project "${project}" (403). Grant it the role ${JOB_USER}.`
  return `The service account may not read the table "${textOf(table)}" (403). Grant it the role ${VIEWER}; it needs ${JOB_USER} "${project}" too.`
}
