import { openAsBlob } from 'node:fs'
import { stat } from 'node:fs/promises'
import { AppError } from '@cloudact/core/errors'
import type { LakeTable } from '../lake/lake-table.ts'
import { SLICE_COLUMN } from '../sql/bigquery-dialect.ts'
import type { OrgBigQuery } from './bigquery-context.ts'
import { stagedType } from './create-table.ts'
import { newJobId, waitForJob, withRetries, type JobRun } from './jobs/run-job.ts'

/**
 * Appends a Parquet file to a table by a load job. The file is sent here and not by the client's own upload, which
 * cannot put labels on the job; it streams from disk.
 */
export async function loadFile(
  warehouse: OrgBigQuery,
  path: string,
  { table, staging }: { readonly table: LakeTable; readonly staging: string },
  run: JobRun,
): Promise<void> {
  const { client, dataset, location } = warehouse
  const { size } = await stat(path)
  const fields = [
    ...table.columns.map(({ name, type }) => ({ name, type: stagedType(type) })),
    { name: SLICE_COLUMN, type: 'STRING' },
  ]
  await withRetries(warehouse, run, async () => {
    const jobId = newJobId()
    const address = `${client.apiEndpoint}/upload/bigquery/v2/projects/${client.projectId}/jobs?uploadType=resumable`
    const opened = await send(warehouse, run, address, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'X-Upload-Content-Type': 'application/octet-stream',
        'X-Upload-Content-Length': String(size),
      },
      body: JSON.stringify({
        jobReference: { projectId: client.projectId, jobId, location },
        configuration: {
          labels: run.labels,
          load: {
            destinationTable: { projectId: client.projectId, datasetId: dataset, tableId: staging },
            schema: { fields },
            sourceFormat: 'PARQUET',
            writeDisposition: 'WRITE_APPEND',
            createDisposition: 'CREATE_NEVER',
            // Amounts travel as text; were one ever a Parquet decimal, it must not be narrowed to NUMERIC.
            decimalTargetTypes: ['BIGNUMERIC'],
          },
        },
      }),
    })
    const session = opened.headers.get('location')
    if (session === null) throw new AppError('internal', `${run.what} failed: BigQuery opened no upload.`)
    await send(warehouse, run, session, { method: 'PUT', body: await openAsBlob(path) })
    const job = client.job(jobId, { location })
    await job.getMetadata()
    await waitForJob(warehouse, job, run.signal)
  })
}

async function send(
  warehouse: OrgBigQuery,
  run: JobRun,
  address: string,
  request: RequestInit,
): Promise<Response> {
  const headers = new Headers(request.headers)
  if (address.startsWith('https:')) {
    const signed = await warehouse.client.authClient.getRequestHeaders(address)
    for (const [name, value] of signed) headers.set(name, value)
  }
  const response = await fetch(address, { ...request, headers, ...(run.signal && { signal: run.signal }) })
  if (response.ok) return response
  const body: unknown = await response.json().catch(() => null)
  throw Object.assign(new Error(`the upload was answered with ${response.status}`), {
    code: response.status,
    errors: errorsOf(body),
  })
}

function errorsOf(body: unknown): unknown {
  if (typeof body !== 'object' || body === null) return []
  const error: unknown = Reflect.get(body, 'error')
  return typeof error === 'object' && error !== null ? Reflect.get(error, 'errors') : []
}
