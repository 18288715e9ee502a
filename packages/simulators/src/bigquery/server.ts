import type { IncomingMessage } from 'node:http'
import type { Fault } from '../vendor/faults.ts'
import { startJsonServer, type SeenRequest } from '../vendor/json-server.ts'
import { makePageToken, readPageToken } from '../vendor/page-token.ts'
import { Refusal } from '../vendor/refusal.ts'
import { bearsOwnToken } from '../vendor/service-account-token.ts'
import { answerStatement, LOCATION, readQuery, type ExportedLine } from './statement.ts'

export type BigQuerySimulatorOptions = {
  readonly port?: number
  readonly host?: string
  /** Project that may run queries. */
  readonly projectId: string
  /** `project.dataset.table` */
  readonly table: string
  /** PEM of the key a service account signs with: tokens are verified. */
  readonly publicKey: string
  readonly lines?: readonly ExportedLine[]
  /** Lines that arrive when a month has just been counted. */
  readonly arriving?: readonly ExportedLine[]
  /** What the account may not do. */
  readonly denied?: 'table' | 'query'
  /** Field the table is partitioned by; absent: by day of arrival, as Google writes it. */
  readonly partitionField?: string
  readonly rowsPerPage?: number
  /** Answers that a query still runs, before its first page. */
  readonly polls?: number
  readonly bytes?: string
  readonly faults?: readonly Fault[]
}

export type BigQuerySimulator = {
  readonly url: string
  close(): Promise<void>
  readonly control: {
    addFault(fault: Fault): void
    /** The next query that is sent to be run is refused with this status and reason. */
    refuseQuery(status: number, reason: string): void
    setLines(lines: readonly ExportedLine[]): void
    readonly requests: readonly SeenRequest[]
    /** Configurations of the jobs that were asked for, in order. */
    readonly jobs: readonly unknown[]
    /** Ids of the jobs that were cancelled. */
    readonly cancelled: readonly string[]
  }
}

type RunningJob = { readonly schema: object; readonly rows: readonly object[]; polls: number }

/** Starts a local server that speaks what is needed of BigQuery to read one billing export. */
export async function startBigQuerySimulator(options: BigQuerySimulatorOptions): Promise<BigQuerySimulator> {
  const jobs = new Map<string, RunningJob>()
  const asked: unknown[] = []
  const cancelled: string[] = []
  let lines = options.lines ?? []
  let refused: Refusal | undefined
  const [tableProject = '', dataset = '', table = ''] = options.table.split('.')
  const tablePath = `/projects/${tableProject}/datasets/${dataset}/tables/${table}`
  const base = `/bigquery/v2`
  const jobsPath = `/projects/${options.projectId}/jobs`

  function answer(request: IncomingMessage, url: URL, sent: string): object {
    if (!bearsOwnToken(request, options.publicKey, 'auth/bigquery'))
      throw refusal(401, 'authError', 'Request had invalid authentication credentials.')
    const path = url.pathname.slice(base.length)
    if (path.startsWith(`/projects/${tableProject}/datasets/`)) return describe(path)
    if (path === jobsPath) return insert(sent)
    const [, cancelId] = /\/jobs\/([^/]+)\/cancel$/.exec(path) ?? []
    if (cancelId !== undefined) {
      cancelled.push(cancelId)
      return { kind: 'bigquery#jobCancelResponse' }
    }
    const [, id = ''] = /\/queries\/([^/]+)$/.exec(path) ?? []
    const job = jobs.get(id)
    // A job of a region is found only by who names the region.
    if (!job || url.searchParams.get('location') !== LOCATION) throw refusal(404, 'notFound', 'Not found.')
    return page(id, job, url)
  }

  function describe(path: string): object {
    if (options.denied === 'table') throw accessDenied('bigquery.tables.get')
    if (path !== tablePath) throw refusal(404, 'notFound', 'Not found: Table')
    return {
      kind: 'bigquery#table',
      tableReference: { projectId: tableProject, datasetId: dataset, tableId: table },
      timePartitioning: {
        type: 'DAY',
        ...(options.partitionField !== undefined && { field: options.partitionField }),
      },
      schema: {
        fields: ['billing_account_id', 'invoice', 'cost', 'export_time'].map((name) => ({
          name,
          type: 'STRING',
        })),
      },
    }
  }

  function insert(sent: string): object {
    const { configuration, jobReference, ...query } = readQuery(sent)
    asked.push(configuration)
    if (options.denied === 'query') throw accessDenied('bigquery.jobs.create')
    if (query.table !== options.table) throw refusal(404, 'notFound', 'Not found: Table')
    const resource = { kind: 'bigquery#job', jobReference, configuration }
    if (query.dryRun) {
      const statistics = { totalBytesProcessed: options.bytes ?? '10485760' }
      return { ...resource, status: { state: 'DONE' }, statistics }
    }
    if (refused) {
      const thrown = refused
      refused = undefined
      throw thrown
    }
    jobs.set(jobReference.jobId, { ...answerStatement(query, lines), polls: options.polls ?? 0 })
    if (query.text.includes('COUNT(')) lines = [...lines, ...(options.arriving ?? [])]
    return { ...resource, status: { state: 'RUNNING' } }
  }

  function page(id: string, job: RunningJob, url: URL): object {
    const jobReference = { projectId: options.projectId, jobId: id, location: LOCATION }
    if (job.polls > 0) {
      job.polls -= 1
      return { jobReference, jobComplete: false }
    }
    const token = url.searchParams.get('pageToken')
    const first = token ? readPageToken(token, id) : 0
    if (first === undefined) throw refusal(400, 'invalid', 'The page token is not of this query.')
    const most = Number(url.searchParams.get('maxResults') ?? job.rows.length)
    const last = first + Math.min(options.rowsPerPage ?? most, most)
    return {
      jobReference,
      jobComplete: true,
      schema: job.schema,
      totalRows: String(job.rows.length),
      rows: job.rows.slice(first, last),
      ...(last < job.rows.length && { pageToken: makePageToken(last, id) }),
    }
  }

  const server = await startJsonServer({
    ...options,
    answer,
    toJson: (value) => JSON.stringify(value),
    refusal: (status) => JSON.stringify(errorBody(status, 'backendError', 'The request was refused.')),
    headers: () => ({}),
    repeatPage: (value, url) => ({ ...value, pageToken: url.searchParams.get('pageToken') || 'again' }),
  })
  return {
    url: server.origin,
    close: () => server.close(),
    control: {
      addFault: (fault) => server.faults.add(fault),
      refuseQuery: (status, reason) => {
        refused = refusal(status, reason, 'The query was refused.')
      },
      setLines: (given) => {
        lines = given
      },
      requests: server.requests,
      jobs: asked,
      cancelled,
    },
  }
}

function accessDenied(permission: string): Refusal {
  return refusal(403, 'accessDenied', `Access Denied: User does not have ${permission} permission.`)
}

function refusal(code: number, reason: string, message: string): Refusal {
  return new Refusal(code, message, errorBody(code, reason, message))
}

function errorBody(code: number, reason: string, message: string): object {
  return { error: { code, message, errors: [{ message, domain: 'global', reason }], status: reason } }
}
